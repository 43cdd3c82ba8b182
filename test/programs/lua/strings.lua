-- Strings: building, patterns, formatting, packing, long and short ones.
local parts = {}
for i = 1, 3000 do parts[#parts + 1] = string.format("%05d|%x|%s", i, i, ("ab"):rep(i % 7)) end
local all = table.concat(parts, "\n")
print(#all, select(2, all:gsub("ab", "")), all:sub(1, 30):gsub("\n", " "))
local s = ""
for i = 1, 500 do s = s .. string.char(97 + i % 26) end
print(s:reverse():sub(1, 20), s:find("xyz", 1, true), s:upper():sub(-5))
print(("The quick brown fox"):gsub("%w+", function(w) return #w > 4 and "<" .. w .. ">" or nil end))
print(("key = value, other=thing"):gsub("(%w+)%s*=%s*(%w+)", "%2:%1"))
for k, v in ("a=1, b=22, c=333"):gmatch("(%w+)=(%w+)") do io.write(k, v, ";") end
print()
print(string.format("%q %10.3f|%-8s|%+d %g %a", "line\nwith \"quotes\"\0", math.pi, "left", 42, 1e100, 0.5))
print(string.pack("<i4s2z", 1000, "two", "zero"):byte(1, -1))
print(string.unpack("<i4s2z", string.pack("<i4s2z", -5, "xy", "end")))
print(("x"):rep(20, "-"), ("%d+"):len(), ("f(a(b)c)d"):match("%b()"))
print(utf8.char(72, 228, 8364, 128512), utf8.len("häß€"), #utf8.char(8364))
for p, c in utf8.codes("a€") do io.write(p, ":", c, " ") end
print(tostring(1e15), 2^53, 10 // 3, -7 // 2, -7 % 3, 7 % -3, 1 / 0, "10" + 5, 0x7fffffffffffffff + 1)
local ok, message = pcall(string.rep, "x", 1 << 40)
print(ok, message)
