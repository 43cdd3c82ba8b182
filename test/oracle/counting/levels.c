// Each chain says what must be counted of it: which activation's end its blocks
// do not reach, how many are alive at once, and what could hold them.
//
// COUNT own>main: count=3 bytes=48 dead=[3,0,0,0] peak=1 plan=slot level=0
// COUNT make>made_by_callee>main: count=2 dead=[0,2,0,0] plan=slot level=1
// COUNT make>through>made_twice_up>main: count=1 dead=[0,0,1,0] plan=slot level=2
// COUNT make>through>thrice>top: count=1 dead=[0,0,0,1] plan=slot level=3
// COUNT several>main: count=20 dead=[20,0,0,0] peak=10 owned_peak=[10,10,0,0] plan=pool level=0
// COUNT sized>main: count=4 bytes=10 size=[1,4] dead=[4,0,0,0] plan=sized level=0
// COUNT walk>tree>main: count=50 dead=[0,50,0,0] owned_peak=[1,50,50,0] plan=pool level=1
// COUNT kept>main: count=1 dead=[0,0,0,0] later=1 plan=none
// COUNT lost>main: count=1 dead=[0,0,0,0] never=1 plan=none
// COUNT grown>main: count=1 size=[100,100] dead=[1,0,0,0] peak=1
// COUNT grown>main#2: count=1 size=[200,200] dead=[1,0,0,0] peak=1
// COUNT grown>main#3: count=1 size=[300,300] dead=[1,0,0,0] peak=1
// COUNT jumps>main: count=2 dead=[0,2,0,0] plan=pool level=1
#include <setjmp.h>
#include <stdlib.h>
#define NOINLINE __attribute__((noinline))
#define KEEP(p) __asm__ volatile("" : : "r"(p) : "memory")

struct node {
  struct node *next;
  int value;
};
static struct node *kept_one, *leftover[4];
static jmp_buf out;

NOINLINE static void own(void) {
  struct node *n = malloc(sizeof *n);
  KEEP(n);
  free(n);
}
NOINLINE static struct node *make(void) {
  struct node *n = malloc(sizeof *n);
  KEEP(n);
  return n;
}
NOINLINE static void made_by_callee(void) {
  struct node *n = make();
  KEEP(n);
  free(n);
}
NOINLINE static struct node *through(void) {
  struct node *n = make();
  KEEP(n);
  return n;
}
NOINLINE static void made_twice_up(void) {
  struct node *n = through();
  KEEP(n);
  free(n);
}
NOINLINE static struct node *thrice(void) {
  struct node *n = through();
  KEEP(n);
  return n;
}
NOINLINE static void top(void) {
  struct node *n = thrice();
  KEEP(n);
  free(n);
}
NOINLINE static void several(void) {
  struct node *all[10];
  int n = 10;
  __asm__ volatile("" : "+r"(n)); // no unrolling into ten sites
  for (int i = 0; i < n; ++i)
    KEEP(all[i] = malloc(sizeof *all[i]));
  for (int i = 0; i < n; ++i)
    free(all[i]);
}
NOINLINE static void sized(size_t bytes) {
  char *p = malloc(bytes);
  KEEP(p);
  free(p);
}
// Recursive: however deep, the level above is the function that began it.
NOINLINE static struct node *walk(int depth) {
  struct node *n = malloc(sizeof *n);
  n->next = depth ? walk(depth - 1) : NULL;
  KEEP(n);
  return n;
}
NOINLINE static void tree(void) {
  struct node *list = walk(49);
  while (list) {
    struct node *next = list->next;
    free(list);
    list = next;
  }
  KEEP(list);
}
NOINLINE static void kept(void) { KEEP(kept_one = malloc(sizeof *kept_one)); }
NOINLINE static void give_back(void) { free(kept_one); }
NOINLINE static void lost(void) { KEEP(leftover[0] = malloc(8)); }
NOINLINE static void grown(void) {
  char *p = malloc(100);
  KEEP(p);
  p = realloc(p, 200);
  KEEP(p);
  p = realloc(p, 300);
  KEEP(p);
  free(p);
}
NOINLINE static void jumps(int i) {
  KEEP(leftover[i] = malloc(16));
  longjmp(out, 1);
}

int main(void) {
  for (int i = 0; i < 3; ++i)
    own();
  made_by_callee();
  made_by_callee();
  made_twice_up();
  top();
  several();
  several();
  for (size_t i = 1; i < 5; ++i)
    sized(i);
  tree();
  kept();
  lost();
  grown();
  for (volatile int i = 1; i < 3; i = i + 1)
    if (setjmp(out) == 0)
      jumps(i);
  free(leftover[1]);
  free(leftover[2]);
  return 0;
}

// After main: no activation of the chain is left.
__attribute__((destructor)) static void at_end(void) { give_back(); }
