import core.stdc.stdio;
struct Node { long value; Node* next; }
pragma(inline, false) long total(Node* n) { long t = 0; for (; n; n = n.next) t += n.value; return t; }
void main() {
    long n = 3;
    auto a = new Node(n, null);
    printf("%ld\n", total(a));
}
