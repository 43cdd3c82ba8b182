-- Closures: shared upvalues, loops, recursion, varargs, method calls, string.dump.
local function counter()
  local n = 0
  return function() n = n + 1; return n end, function() return n end
end
local up, look = counter()
for _ = 1, 10 do up() end
print(look())
local fs = {}
for i = 1, 100 do local j = i * i; fs[i] = function(x) j = j + x; return i + j end end
local sum = 0
for i = 100, 1, -1 do sum = sum + fs[i](i) + fs[i](1) end
print(sum)
local function compose(f, ...)
  if not f then return function(...) return ... end end
  local rest = compose(...)
  return function(...) return f(rest(...)) end
end
print(compose(function(x) return x + 1 end, function(x) return x * 2 end, math.abs)(-20))
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
print(fib(24))
local memo = setmetatable({}, { __index = function(t, n)
  local v = n < 2 and n or t[n - 1] + t[n - 2]
  t[n] = v
  return v
end })
print(memo[80])
local f = load(string.dump(function(a, b) local c <const> = 10; return a * b + c end))
print(f(6, 7))
print(pcall(load, "syntax error here"))
print(load("return ...", "chunk", "t", {})(1, 2, 3))
print((function(...) local a, b = ...; return select("#", ...), a, b end)(nil, 2, nil))
for i = 1, 3 do
  for j = 1, 3 do
    if j == 2 then goto continue end
    io.write(i, j, " ")
    ::continue::
  end
end
print()
