"""chain.py N: an object that is handed down N functions, the last of which keeps it."""

import sys

count = int(sys.argv[1])
print("@g = global ptr null\ndeclare ptr @malloc(i64)")
for i in range(count):
    print(f"define void @f{i}(ptr %p) {{")
    print(f"  call void @f{i - 1}(ptr %p)" if i else "  store ptr %p, ptr @g")
    print("  ret void\n}")
print(f"define void @top() {{\n  %p = call ptr @malloc(i64 8)\n  call void @f{count - 1}(ptr %p)\n  ret void\n}}")
