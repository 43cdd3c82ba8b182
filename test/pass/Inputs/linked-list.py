"""linked-list.py N: a function that makes N objects, each of which is linked to the
one before, and lets the first escape."""

import sys
n=int(sys.argv[1])
print('declare noalias ptr @malloc(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="malloc"\n@head = global ptr null\ndefine void @f() {')
print("  %p0 = call ptr @malloc(i64 16)")
for i in range(1,n):
    print(f"  %p{i} = call ptr @malloc(i64 16)\n  store ptr %p{i}, ptr %p{i-1}\n  %l{i} = load ptr, ptr %p{i-1}\n  store ptr %p{i-1}, ptr %l{i}")
print("  store ptr %p0, ptr @head\n  ret void\n}")
