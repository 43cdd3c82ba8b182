// Box, Vec and String that are used locally and dropped, also while a panic
// unwinds (scenario 65). The program counts its allocations; the output is the
// same with the pass, and what can be promoted allocates nothing.
//
// REQUIRES: rustc
// RUN: %clang -O2 -c %S/Inputs/count.c -o %t.o
// RUN: %rustc -O -Clink-arg=%t.o %s -o %t.plain
// RUN: %t.plain > %t.plain.out 2> %t.plain.counts
// RUN: %rustc -O -Clink-arg=%t.o -Zllvm-plugins=%plugin %s -o %t.promoted
// RUN: %t.promoted > %t.promoted.out 2> %t.promoted.counts
// RUN: diff %t.plain.out %t.promoted.out
// RUN: FileCheck %s --check-prefix=PLAIN --input-file=%t.plain.counts
// RUN: FileCheck %s --check-prefix=PROMOTED --input-file=%t.promoted.counts
// RUN: %rustc -O -Clink-arg=%t.o -Zllvm-plugins=%plugin -Clto=fat %s -o %t.lto
// RUN: %t.lto > %t.lto.out 2> %t.lto.counts
// RUN: diff %t.plain.out %t.lto.out
// RUN: FileCheck %s --check-prefix=PROMOTED --input-file=%t.lto.counts
//
// PLAIN: boxed 1
// PLAIN-NEXT: in a loop 20
// PLAIN-NEXT: vector 1
// PLAIN-NEXT: with capacity 1
// PLAIN-NEXT: size at run time 4
// PLAIN-NEXT: zeroed at run time 4
// PLAIN-NEXT: dropped on unwinding 3
// PLAIN-NEXT: trait object {{[01]}}
// PLAIN-NEXT: grown {{[1-9]}}
// PLAIN-NEXT: returned 1
//
// PROMOTED: boxed 0
// PROMOTED-NEXT: in a loop 0
// PROMOTED-NEXT: vector 0
// PROMOTED-NEXT: with capacity 0
// PROMOTED-NEXT: size at run time 1
// PROMOTED-NEXT: zeroed at run time 1
// PROMOTED-NEXT: dropped on unwinding 1
// PROMOTED-NEXT: trait object 0
// PROMOTED-NEXT: grown {{[1-9]}}
// PROMOTED-NEXT: returned 0

use std::hint::black_box;

unsafe extern "C" {
    safe fn blocks_taken() -> usize;
}

#[inline(never)]
fn sum(a: &[u64]) -> u64 {
    a.iter().map(|x| black_box(*x)).sum()
}

#[inline(never)]
fn boxed(n: u64) -> u64 {
    let b = Box::new([n, n + 1, n + 2]);
    sum(&*b)
}

#[inline(never)]
fn in_a_loop(n: u64) -> u64 {
    let mut total = 0;
    for i in 0..n {
        let b = Box::new([i, i + 1]);
        total += sum(&*b);
    }
    total
}

#[inline(never)]
fn vector(n: u64) -> u64 {
    sum(&vec![n; 16])
}

#[inline(never)]
fn with_capacity(n: u64) -> u64 {
    let mut v = Vec::with_capacity(8);
    for i in 0..8 {
        v.push(n + i);
    }
    sum(&v)
}

#[inline(never)]
fn size_at_run_time(n: usize) -> u64 {
    sum(&vec![3u64; n])
}

#[inline(never)]
fn zeroed_at_run_time(n: usize) -> u64 {
    let mut v = vec![0u64; n];
    v[n / 2] += 5;
    sum(&v)
}

struct Noisy(u64);
impl Drop for Noisy {
    fn drop(&mut self) {
        println!("dropped {}", black_box(self.0));
    }
}

#[inline(never)]
fn may_panic(a: &Noisy, n: u64) -> u64 {
    if n == 7 {
        std::panic::resume_unwind(Box::new(Panicked))
    }
    a.0
}
// The panic itself takes one block.
struct Panicked;

#[inline(never)]
fn unwinds(n: u64) -> u64 {
    let b = Box::new(Noisy(n));
    may_panic(&b, n)
}

trait Shape {
    fn area(&self) -> u64;
}
struct Square(u64);
impl Shape for Square {
    fn area(&self) -> u64 {
        self.0 * self.0
    }
}
#[inline(never)]
fn trait_object(n: u64) -> u64 {
    let b: Box<dyn Shape> = Box::new(Square(black_box(n)));
    b.area()
}

// Kept: grown by realloc. Returned: the caller owns it.
#[inline(never)]
fn grown(n: u64) -> u64 {
    let mut v = Vec::new();
    for i in 0..n {
        v.push(i);
    }
    sum(&v)
}
#[inline(never)]
fn make(n: u64) -> Box<u64> {
    Box::new(n)
}

fn count(name: &str, f: impl FnOnce() -> u64) {
    let before = blocks_taken();
    let value = f();
    let after = blocks_taken();
    println!("{name}: {value}");
    eprintln!("{name} {}", after - before);
}

fn main() {
    println!("begin"); // the buffer of the output
    let n = black_box(5);
    count("boxed", || boxed(n));
    count("in a loop", || in_a_loop(4 * n));
    count("vector", || vector(n));
    count("with capacity", || with_capacity(n));
    // 32 numbers are 256 bytes.
    count("size at run time", || [1, 5, 32, 33].iter().map(|&n| size_at_run_time(black_box(n))).sum());
    count("zeroed at run time", || [1, 5, 32, 33].iter().map(|&n| zeroed_at_run_time(black_box(n))).sum());
    count("dropped on unwinding", || {
        let fine = unwinds(black_box(3));
        let panicked = std::panic::catch_unwind(|| unwinds(black_box(7)));
        fine + panicked.is_err() as u64
    });
    count("trait object", || trait_object(n));
    count("grown", || grown(4 * n));
    count("returned", || *make(n));
}
