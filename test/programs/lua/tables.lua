-- Tables: array and hash parts, growth, removal, sorting, iteration in a fixed order.
local function keys(t)
  local r = {}
  for k in pairs(t) do r[#r + 1] = tostring(k) end
  table.sort(r)
  return table.concat(r, " ")
end
local t = {}
for i = 1, 5000 do t[i] = (i * 7919) % 5003 end
table.sort(t)
for i = 2, #t do assert(t[i - 1] <= t[i]) end
print(#t, t[1], t[2500], t[5000])
table.sort(t, function(a, b) return a % 100 > b % 100 or (a % 100 == b % 100 and a < b) end)
print(t[1], t[2], t[4999], t[5000])
for i = 1, 4990 do table.remove(t) end
print(#t, table.concat(t, ","))
local h = {}
for i = 1, 2000 do h["k" .. i] = i end
for i = 1, 2000 do if i % 200 ~= 0 then h["k" .. i] = nil end end
print(keys(h))
h[1.5], h[true], h[-1] = "float", "bool", "negative"
print(keys(h))
print(table.unpack(table.move({ 1, 2, 3, 4, 5 }, 2, 4, 1), 1, 5))
print(select("#", table.unpack({}, 1, 100)), table.pack(nil, nil, 3).n)
local deep = {}
local at = deep
for i = 1, 10000 do at.next = { i = i }; at = at.next end
local n = 0
at = deep.next
while at do n = n + at.i; at = at.next end
print(n)
