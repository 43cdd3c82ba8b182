-- Errors: longjmp through C frames, tracebacks, metatables, buffers left half-built.
local function try(f, ...) return select(2, pcall(f, ...)) end
print(try(function() local x = nil; return x.y end))
print(try(function() return {} + 1 end))
print(try(error, { 1 }) ~= nil, try(error, "text", 0), try(error))
for i = 1, 300 do
  pcall(string.gsub, ("abc"):rep(400), "%w", function(c) if i % 3 == 0 then error("stop " .. c) end end)
  pcall(table.concat, { "a", "b", {}, "d" }, ("-"):rep(i))
  pcall(table.sort, { 3, "x", 1 })
  pcall(string.format, "%d" .. ("z"):rep(i), "not a number")
end
local V = {}
V.__index = V
V.__add = function(a, b) return setmetatable({ x = a.x + b.x }, V) end
V.__eq = function(a, b) return a.x == b.x end
V.__lt = function(a, b) return a.x < b.x end
V.__le = function(a, b) return a.x <= b.x end
V.__len = function(a) return a.x end
V.__call = function(a, y) return a.x * y end
V.__concat = function(a, b) return (type(a) == "table" and a.x or a) .. "~" .. (type(b) == "table" and b.x or b) end
V.__tostring = function(a) return "V(" .. a.x .. ")" end
V.__unm = function(a) return setmetatable({ x = -a.x }, V) end
local a, b = setmetatable({ x = 3 }, V), setmetatable({ x = 4 }, V)
print(tostring(a + b), a == b, a < b, a <= b, #a, a(10), a .. b, a .. "s", tostring(-a))
print(xpcall(function() error("deep") end, function(m) return "handled: " .. m:match("deep") end))
print(select("#", debug.traceback("x")), (debug.traceback("message"):match("^[^\n]+")))
local ok, m = pcall(function()
  local guard <close> = setmetatable({}, { __close = function(_, e) print("closing", e ~= nil) end })
  error("through close", 0)
end)
print(ok, m)
local f = io.tmpfile()
for i = 1, 2000 do f:write(i, " line ", i * 2, "\n") end
f:seek("set")
local n = 0
for line in f:lines() do n = n + #line end
f:seek("set", 0)
print(n, f:read("n"), f:read("l"), f:read(5), f:read("L"))
f:close()
