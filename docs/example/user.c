#include <stdio.h>
#include <stdlib.h>
#include <string.h>
struct user { char name[16]; char email[32]; };

struct user create_user_v1(void) {
  struct user *u = malloc(sizeof *u);
  if (!u) abort();
  strcpy(u->name, "Bill"), strcpy(u->email, "bill@ardanlabs.com");
  struct user copy = *u;
  free(u);
  return copy;
}

struct user *create_user_v2(void) {
  struct user *u = malloc(sizeof *u);
  if (!u) abort();
  strcpy(u->name, "Bill"), strcpy(u->email, "bill@ardanlabs.com");
  return u;
}

int main(void) {
  struct user u1 = create_user_v1();
  struct user *u2 = create_user_v2();
  printf("u1 %s u2 %s\n", u1.name, u2->name);
  free(u2);
}
