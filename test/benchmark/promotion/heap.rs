// Allocation sites of Rust that a promotion may take, one function each, over the
// plans of docs/algorithm.md, and some that have to stay. Run by `tools/bench
// promotion`; the argument is the number of rounds.
//
// What the objects hold goes through functions that are not inlined, so that no
// optimizer can compute the results without them.
use std::panic::{catch_unwind, resume_unwind, AssertUnwindSafe};

struct Point {
    x: i64,
    y: i64,
    z: i64,
}
#[repr(align(64))]
struct Line([i64; 8]);
struct Node {
    next: Option<Box<Node>>,
    value: i64,
}

#[inline(never)]
fn read(p: &Point) -> i64 {
    p.x + 3 * p.y - p.z
}
#[inline(never)]
fn sum(numbers: &[i64]) -> i64 {
    let mut total = 0i64;
    for n in numbers {
        total = total.wrapping_mul(3).wrapping_add(*n);
    }
    total
}
#[inline(never)]
fn fill(numbers: &mut [i64], first: i64) {
    for (i, n) in numbers.iter_mut().enumerate() {
        *n = first + i as i64;
    }
}
#[inline(never)]
fn sum_list(mut list: Option<&Node>) -> i64 {
    let mut total = 0i64;
    while let Some(node) = list {
        total = total.wrapping_mul(3).wrapping_add(node.value);
        list = node.next.as_deref();
    }
    total
}
#[inline(never)]
fn may_panic(p: &Point) -> i64 {
    if p.x % 64 == 7 {
        resume_unwind(Box::new(()));
    }
    p.y
}

// Plan 1: a slot.
#[inline(never)]
fn slot_box(n: i64) -> i64 {
    let p = Box::new(Point { x: n, y: 1, z: 2 });
    read(&p)
}
#[inline(never)]
fn slot_aligned(n: i64) -> i64 {
    let mut line = Box::new(Line([0; 8]));
    fill(&mut line.0, n);
    sum(&line.0)
}
#[inline(never)]
fn slot_vec(n: i64) -> i64 {
    let mut numbers = vec![n; 8];
    fill(&mut numbers[2..6], n + 1);
    sum(&numbers)
}
#[inline(never)]
fn slot_zeroed(n: i64) -> i64 {
    let mut numbers = vec![0i64; 8];
    numbers[(n & 7) as usize] = n;
    sum(&numbers)
}
#[inline(never)]
fn slot_capacity(n: i64) -> i64 {
    let mut numbers = Vec::with_capacity(8);
    for i in 0..8 {
        numbers.push(n ^ i);
    }
    sum(&numbers)
}
#[inline(never)]
fn slot_boxed_slice(n: i64) -> i64 {
    let numbers: Box<[i64]> = Box::new([n, 2, n, 4]);
    sum(&numbers)
}
// Dropped on both ways out of the call.
#[inline(never)]
fn slot_unwound(n: i64) -> i64 {
    let p = Box::new(Point { x: n, y: 7, z: 8 });
    may_panic(&p)
}

// Plan 2: the same slot in each turn.
#[inline(never)]
fn cycle_box(n: i64) -> i64 {
    let mut result = 0;
    for i in 0..20 + n % 8 {
        let p = Box::new(Point { x: n, y: i, z: 9 });
        result += read(&p);
    }
    result
}
#[inline(never)]
fn cycle_vec(n: i64) -> i64 {
    let mut result = 0i64;
    for i in 0..20 + n % 8 {
        let mut numbers = vec![i; 4];
        fill(&mut numbers[1..3], n);
        result = result.wrapping_add(sum(&numbers));
    }
    result
}

// Plan 3: several live at a time.
struct Link {
    next: *mut Link,
    value: i64,
}
#[inline(never)]
fn sum_links(mut list: *const Link) -> i64 {
    let mut total = 0i64;
    while let Some(link) = unsafe { list.as_ref() } {
        total = total.wrapping_mul(3).wrapping_add(link.value);
        list = link.next;
    }
    total
}
// Through raw pointers: the drop of an Option<Box<Node>> calls itself.
#[inline(never)]
fn pool_links(n: i64) -> i64 {
    let mut list: *mut Link = std::ptr::null_mut();
    for i in 0..25 + n % 8 {
        list = Box::into_raw(Box::new(Link { next: list, value: n + i }));
    }
    let result = sum_links(list);
    while !list.is_null() {
        let link = unsafe { Box::from_raw(list) };
        list = link.next;
    }
    result
}
#[inline(never)]
fn pool_window(n: i64) -> i64 {
    let mut window: [Option<Box<Point>>; 4] = [None, None, None, None];
    let mut result = 0;
    for i in 0..20 + n % 8 {
        window[(i & 3) as usize] = Some(Box::new(Point { x: n, y: i, z: 9 }));
        result += window[((i >> 1) & 3) as usize].as_deref().map_or(1, read);
    }
    result
}

// Plan 4: a size that is known at run time.
#[inline(never)]
fn sized_vec(count: usize) -> i64 {
    let mut numbers = vec![1i64; count];
    fill(&mut numbers[count / 2..], 3);
    sum(&numbers)
}
#[inline(never)]
fn sized_zeroed(count: usize) -> i64 {
    let mut numbers = vec![0i64; count];
    numbers[count / 2] = 7;
    sum(&numbers)
}
#[inline(never)]
fn sized_copy(numbers: &[i64]) -> i64 {
    let mut copy = numbers.to_vec();
    copy[0] = 5;
    sum(&copy)
}

// Plan 5: a drop that may receive the object or something else.
#[inline(never)]
fn guarded_swapped(n: i64, kept: &mut Vec<Option<Box<Point>>>) -> i64 {
    let mut first = Some(Box::new(Point { x: n, y: 2, z: 3 }));
    let mut second = kept[(n & 1023) as usize].take();
    if n & 1 == 1 {
        std::mem::swap(&mut first, &mut second);
    }
    first.as_deref().map_or(1, read) + 5 * second.as_deref().map_or(2, read)
}

// These stay: they are kept, in more places than fit a frame.
#[inline(never)]
fn keep_node(n: i64, list: Option<Box<Node>>) -> Option<Box<Node>> {
    Some(Box::new(Node { next: list, value: n }))
}
#[inline(never)]
fn keep_in_table(n: i64, kept: &mut Vec<Option<Box<Point>>>) -> i64 {
    let p = Box::new(Point { x: n, y: n, z: n });
    let result = read(&p);
    kept[(n & 1023) as usize] = Some(p);
    result
}
#[inline(never)]
fn keep_vec(n: i64, kept: &mut Vec<Vec<i64>>) -> i64 {
    let numbers = vec![n; 4];
    let result = sum(&numbers);
    kept[(n & 1023) as usize] = numbers;
    result
}

fn main() {
    let rounds: i64 = std::env::args().nth(1).map_or(1000, |n| n.parse().expect("a number of rounds"));
    std::panic::set_hook(Box::new(|_| {}));
    let mut points: Vec<Option<Box<Point>>> = (0..1024).map(|_| None).collect();
    let mut vectors: Vec<Vec<i64>> = (0..1024).map(|_| Vec::new()).collect();
    let mut list = None;
    let given: Vec<i64> = (0..32).collect();
    let mut total = 0i64;
    for i in 0..rounds {
        let count = (1 + i % 32) as usize;
        let parts = [
            slot_box(i), slot_aligned(i), slot_vec(i), slot_zeroed(i), slot_capacity(i), slot_boxed_slice(i),
            catch_unwind(AssertUnwindSafe(|| slot_unwound(i / 64))).unwrap_or(1),
            cycle_box(i), cycle_vec(i), pool_links(i), pool_window(i),
            sized_vec(count), sized_zeroed(count), sized_copy(&given[..count]),
            guarded_swapped(i, &mut points),
        ];
        if i % 2 == 0 {
            list = keep_node(i, list);
            total = total.wrapping_add(keep_in_table(i / 2, &mut points)).wrapping_add(keep_vec(i / 2, &mut vectors));
        }
        for part in parts {
            total = total.wrapping_add(part);
        }
    }
    total = total.wrapping_add(sum_list(list.as_deref()));
    while let Some(mut node) = list {
        list = node.next.take();
    }
    println!("{total}");
}
