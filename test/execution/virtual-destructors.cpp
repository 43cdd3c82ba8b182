// FLAGS: -lstdc++
// Objects that are used and deleted through their base class. What is called stands in a
// table; that table is constant, but who else writes to the object may have given it another.
// EXPECT: promoted>=1
// EXPECT O2: promoted>=4
#include "check.h"

#include <new>

struct Shape {
  long scale = 1;
  virtual long area() const = 0;
  virtual void grow(long by) { scale += by; }
  virtual ~Shape() {}
};
// Inline: other files have these bodies, too.
struct Square : Shape {
  long side;
  explicit Square(long side) : side(side) {}
  long area() const override { return side * side * scale; }
};

static long deleted;
namespace {
struct Strip : Shape {
  long length;
  char *name;
  explicit Strip(long length) : length(length), name(new char[8]) { name[0] = 's'; }
  long area() const override { return length * scale + name[0]; }
  ~Strip() override {
    ++deleted;
    delete[] name;
  }
};
// Becomes another object where it stands.
struct Seed : Shape {
  long area() const override { return 7; }
  void grow(long by) override;
  ~Seed() override { ++deleted; }
};
struct Tree : Shape {
  long rings;
  explicit Tree(long rings) : rings(rings) {}
  long area() const override { return rings; }
  ~Tree() override { deleted += 100; }
};
} // namespace
NOINLINE void Seed::grow(long by) {
  this->~Seed();
  new (this) Tree(by);
}

NOINLINE static void set_scale(Shape &shape, long scale) { shape.scale = scale; }
NOINLINE static long twice(const Shape &shape) { return 2 * shape.area(); }

NOINLINE static long use_square(long side) {
  Shape *shape = new Square(side);
  set_scale(*shape, 3);
  shape->grow(1);
  long area = shape->area();
  delete shape;
  return area;
}

NOINLINE static long use_strip(long length) {
  Shape *shape = new Strip(length);
  set_scale(*shape, 2);
  long area = shape->area() + twice(*shape);
  delete shape;
  return area;
}

NOINLINE static long use_either(long side) {
  Shape *shape;
  if (side & 1)
    shape = new Square(side);
  else
    shape = new Strip(side);
  set_scale(*shape, 1);
  long area = shape->area();
  delete shape;
  return area;
}

NOINLINE static long use_seed(long by) {
  void *room = operator new(sizeof(Tree));
  Shape *shape = new (room) Seed;
  set_scale(*shape, 2);
  shape->grow(by);
  Shape *grown = std::launder(shape);
  long area = grown->area();
  grown->~Shape();
  operator delete(room);
  return area;
}

// `struct ops` of C.
struct Ops {
  long (*get)(void *);
  void (*close)(void *);
};
struct File {
  const Ops *ops;
  long at;
};
static long get(void *file) { return static_cast<File *>(file)->at++; }
static void close_file(void *file) {
  ++deleted;
  free(file);
}
static const Ops plain = {get, close_file};
NOINLINE static File *open_file(long at) {
  File *file = static_cast<File *>(malloc(sizeof(File)));
  if (!file)
    abort();
  file->ops = &plain;
  file->at = at;
  return file;
}
NOINLINE static long read_two(File *file) { return file->ops->get(file) + file->ops->get(file); }
NOINLINE static long use_file(long at) {
  File *file = open_file(at);
  long r = read_two(file);
  file->ops->close(file);
  return r;
}

int main() {
  for (long i = 1; i < 100; ++i) {
    deleted = 0;
    CHECK(use_square(opaque(i)) == i * i * 4);
    dirty_stack();
    CHECK(use_strip(opaque(i)) == 3 * (i * 2 + 's') && deleted == 1);
    dirty_stack();
    CHECK(use_either(opaque(i)) == (i & 1 ? i * i : i + 's'));
    deleted = 0;
    CHECK(use_seed(opaque(i)) == i && deleted == 101);
    deleted = 0;
    CHECK(use_file(opaque(i)) == 2 * i + 1 && deleted == 1);
  }
  return done();
}
