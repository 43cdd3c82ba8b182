// verdicts.c in Rust, with bindings written by hand: verdicts FILE.bc
use std::ffi::{c_char, c_int, c_uint, c_void, CStr, CString};
use std::ptr::null_mut;

#[repr(C)]
struct Place {
    directory: *const c_char,
    file: *const c_char,
    line: u32,
    column: u32,
}
#[repr(C)]
struct Hop {
    text: *const c_char,
    function: *const c_char,
    place: Place,
    depth: u32,
}
#[repr(C)]
struct Flow {
    target: *const c_char,
    fix: *const c_char,
    hops: *const *const Hop,
    hop_count: usize,
}
#[repr(C)]
struct Site {
    name: *const c_char,
    allocator: *const c_char,
    type_name: *const c_char,
    function: *const c_char,
    made_in: *const c_char,
    identity: *const c_char,
    place: Place,
    owner: Place,
    lifetime: u32,
    action: u32,
    is_done: bool,
    is_size_bound: bool,
    reason: *const c_char,
    verdict: *const c_char,
    outcome: *const c_char,
    size: u64,
    stack_bytes: u64,
    pool_elements: u32,
    frees_removed: u32,
    frees_guarded: u32,
    loop_depth: u32,
    more_flows: u32,
    flows: *const *const Flow,
    flow_count: usize,
}
#[repr(C)]
struct EscapeResult {
    functions: *const *const c_void,
    function_count: usize,
    sites: *const *const Site,
    site_count: usize,
}
const PROMOTE: c_uint = 1;

extern "C" {
    fn LLVMCreateMemoryBufferWithContentsOfFile(
        path: *const c_char,
        buffer: *mut *mut c_void,
        message: *mut *mut c_char,
    ) -> c_int;
    fn LLVMContextCreate() -> *mut c_void;
    fn LLVMParseBitcodeInContext2(
        context: *mut c_void,
        buffer: *mut c_void,
        module: *mut *mut c_void,
    ) -> c_int;
    fn LLVMDisposeModule(module: *mut c_void);
    fn escape_llvm_interface() -> c_uint;
    fn escape_run(
        module: *mut c_void,
        options: *const c_char,
        flags: c_uint,
        message: *mut *mut c_char,
    ) -> *mut EscapeResult;
    fn escape_result_free(result: *mut EscapeResult);
}

fn text<'a>(text: *const c_char) -> std::borrow::Cow<'a, str> {
    unsafe { CStr::from_ptr(text) }.to_string_lossy()
}

// What a pointer to an array of `count` pointers leads to.
unsafe fn all<'a, T: 'a>(array: *const *const T, count: usize) -> impl Iterator<Item = &'a T> {
    (0..count).map(move |i| unsafe { &**array.add(i) })
}

fn main() {
    let file = CString::new(std::env::args().nth(1).expect("usage: verdicts FILE.bc")).unwrap();
    unsafe {
        assert!(escape_llvm_interface() >= 1);
        let (mut buffer, mut module, mut message) = (null_mut(), null_mut(), null_mut());
        if LLVMCreateMemoryBufferWithContentsOfFile(file.as_ptr(), &mut buffer, &mut message) != 0 {
            panic!("{}", text(message));
        }
        let context = LLVMContextCreate();
        assert!(LLVMParseBitcodeInContext2(context, buffer, &mut module) == 0, "not bitcode");
        let result = escape_run(module, c"max-paths=4".as_ptr(), PROMOTE, &mut message);
        if result.is_null() {
            panic!("{}", text(message));
        }
        for site in all((*result).sites, (*result).site_count) {
            let at = format!("{}:{}", text(site.place.file), site.place.line);
            println!("{at}: {}", text(site.verdict));
            for flow in all(site.flows, site.flow_count) {
                for hop in all(flow.hops, flow.hop_count) {
                    println!("    {} at line {}", text(hop.text), hop.place.line);
                }
            }
            println!("{at}: {}", text(site.outcome));
        }
        escape_result_free(result);
        LLVMDisposeModule(module);
    }
}
