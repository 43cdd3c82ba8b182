-- Coroutines: generators, pipelines, errors inside, wrapping, deep recursion.
local function range(n) return coroutine.wrap(function() for i = 1, n do coroutine.yield(i) end end) end
local s = 0
for i in range(1000) do s = s + i end
print(s)
local function permute(a, n)
  n = n or #a
  if n <= 1 then coroutine.yield(table.concat(a)) else
    for i = 1, n do
      a[n], a[i] = a[i], a[n]
      permute(a, n - 1)
      a[n], a[i] = a[i], a[n]
    end
  end
end
local all = {}
for p in coroutine.wrap(function() permute({ "a", "b", "c", "d" }) end) do all[#all + 1] = p end
print(#all, all[1], all[24])
local function filter(source, keep)
  return coroutine.wrap(function() for x in source do if keep(x) then coroutine.yield(x) end end end)
end
local out = {}
for x in filter(filter(range(60), function(x) return x % 2 == 0 end), function(x) return x % 3 == 0 end) do out[#out + 1] = x end
print(table.concat(out, " "))
local co = coroutine.create(function(a) local b = coroutine.yield(a + 1); error({ code = b }) end)
print(coroutine.resume(co, 1))
local ok, e = coroutine.resume(co, 7)
print(ok, type(e), e.code, coroutine.status(co))
print(coroutine.resume(co))
local many = {}
for i = 1, 500 do many[i] = coroutine.create(function(x) while true do x = x + coroutine.yield(x) end end) end
local total = 0
for r = 1, 5 do for i = 1, 500 do local _, v = coroutine.resume(many[i], i); total = total + v end end
print(total)
print(select(2, pcall(function() local function f() return 1 + f() end return f() end)) ~= nil)
print(coroutine.close(coroutine.create(print)), coroutine.isyieldable())
