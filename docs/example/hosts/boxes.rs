#[inline(never)]
fn sum(b: &Box<[u64; 4]>) -> u64 { b.iter().sum() }
fn main() {
    let n = std::env::args().count() as u64;
    println!("{}", sum(&Box::new([n, 2, 3, 4])));
}
