-- Tables, strings, closures, coroutines; prints one number.
local sum = 0
local words = {}
for i = 1, 4000 do words[i] = ("w%d"):format(i * 7919 % 1000) end
for round = 1, 8 do
  local counts = {}
  for _, w in ipairs(words) do counts[w] = (counts[w] or 0) + 1 end
  local keys = {}
  for k in pairs(counts) do keys[#keys + 1] = k end
  table.sort(keys)
  local text = table.concat(keys, ",")
  for k in text:gmatch("%d+") do sum = (sum + tonumber(k) * round) % 1000003 end
  local made = {}
  for i = 1, 500 do made[i] = function(x) return x + i end end
  for i = 1, 500 do sum = (sum + made[i](round)) % 1000003 end
  local co = coroutine.wrap(function() for i = 1, 300 do coroutine.yield({ i, i * i }) end end)
  for _ = 1, 300 do local p = co(); sum = (sum + p[2]) % 1000003 end
  sum = (sum + #text:gsub("1", "one"):upper():reverse()) % 1000003
end
print(sum)
