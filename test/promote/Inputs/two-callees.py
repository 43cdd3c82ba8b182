"""two-callees.py: a module in which one function needs copies of two callees of
300 instructions each; the growth that is always allowed, 500, pays for one."""


def callee(name):
    lines = [f"define ptr @{name}(i64 %n) noinline {{", "  %p = call ptr @malloc(i64 16)", "  %v0 = add i64 %n, 1"]
    lines += [f"  %v{i} = mul i64 %v{i - 1}, {i + 2}" for i in range(1, 297)]
    return "\n".join(lines + ["  store i64 %v296, ptr %p", "  ret ptr %p", "}"])


print('''declare noalias ptr @malloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="malloc"
declare void @free(ptr allocptr) allockind("free") "alloc-family"="malloc"
''' + callee("first") + "\n" + callee("second") + '''
define void @caller(i1 %often, i64 %n) {
  br i1 %often, label %one, label %other, !prof !0
one:
  %p = call ptr @first(i64 %n)
  call void @free(ptr %p)
  ret void
other:
  %q = call ptr @second(i64 %n)
  call void @free(ptr %q)
  ret void
}
!0 = !{!"branch_weights", i32 FIRST, i32 SECOND}''')
