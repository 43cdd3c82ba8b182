-- The collector: weak tables, finalizers in order, generational and incremental.
local order = {}
do
  for i = 1, 5 do setmetatable({}, { __gc = function() order[#order + 1] = i end }) end
end
collectgarbage()
print(table.concat(order, " "))
for _, mode in ipairs({ "incremental", "generational" }) do
  collectgarbage(mode)
  local weak = setmetatable({}, { __mode = "k" })
  local values = setmetatable({}, { __mode = "v" })
  local keep = {}
  for i = 1, 2000 do
    local key = {}
    weak[key] = { i }
    values[i] = { i }
    if i % 500 == 0 then keep[#keep + 1] = key; keep[#keep + 1] = values[i] end
  end
  collectgarbage(); collectgarbage()
  local n, m = 0, 0
  for k, v in pairs(weak) do n = n + v[1] end
  for k, v in pairs(values) do m = m + v[1] end
  print(mode, n, m, #keep)
  local garbage = 0
  for i = 1, 30000 do local t = { i, tostring(i), { i } }; garbage = garbage + #t end
  print(garbage)
end
local t <close> = setmetatable({}, { __close = function() print("closed") end })
local big = {}
for i = 1, 200 do big[i] = ("y"):rep(1000) .. i end
big = nil
collectgarbage("step", 100)
collectgarbage()
print(collectgarbage("count") < 4096)
