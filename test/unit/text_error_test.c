/* graph/text: what is said of malformed text, and where. */
#include "graph/text.h"

#include "check.h"
#include "tracking_allocator.h"

typedef struct example {
  const char *text;
  const char *expected; /* LINE:COLUMN: MESSAGE */
} example_t;

/* `F(body)`: the body of a function, from line 3 on. */
#define F(body) "efg 1\nfunc @f(%p) {\n" body "\n}\n"

static const example_t examples[] = {
    /* The file. */
    {"", "1:1: expected 'efg 1'"},
    {"hello", "1:1: expected 'efg 1'"},
    {"efg", "1:4: expected version 1"},
    {"efg 2\n", "1:5: expected version 1"},
    {"efg 1 x\n", "1:7: expected the end of the line"},
    {"efg 1\n\n ;\n  object\n", "4:3: expected 'func' or 'graph'"},
    {"efg 1\n}\n", "2:1: expected 'func' or 'graph'"},
    /* Functions. */
    {"efg 1\nfunc f() {\n}\n", "2:6: expected a function (@name)"},
    {"efg 1\nfunc @() {\n}\n", "2:7: expected a name after '@'"},
    {"efg 1\nfunc @f {\n}\n", "2:9: expected '('"},
    {"efg 1\nfunc @f(%p %q) {\n}\n", "2:12: expected ',' or ')'"},
    {"efg 1\nfunc @f(p) {\n}\n", "2:9: expected a location (%name) or '_'"},
    {"efg 1\nfunc @f(%p !x) {\n}\n",
     "2:13: expected an origin below 4294967296"},
    {"efg 1\nfunc @f() - (%r) {\n}\n", "2:13: expected '->'"},
    {"efg 1\nfunc @f() fast {\n}\n",
     "2:11: expected an attribute of functions or '{'"},
    {"efg 1\nfunc @f() frame-limit 5 {\n}\n", "2:23: expected '='"},
    {"efg 1\nfunc @f() frame-limit=18446744073709551615 {\n}\n",
     "2:23: expected bytes below 18446744073709551615"},
    {"efg 1\nfunc @f() {}\n", "2:12: expected the end of the line"},
    {"efg 1\nfunc @f() {\n", "3:1: expected '}'"},
    {"efg 1\nfunc @f() {\n}\nfunc @f() {\n}\n",
     "4:6: expected a function that has no body yet"},
    /* Groups. */
    {"efg 1\ngraph\n", "2:6: expected '{'"},
    {"efg 1\ngraph {\nin @g {\n}\n}\n",
     "3:4: expected a function of this graph"},
    {"efg 1\ngraph {\nobject #a site\n}\n",
     "3:1: expected 'func', 'in', 'loc', a constraint or '}'"},
    {"efg 1\ngraph {\nfunc @f() {\nfunc @g() {\n}\n}\n}\n",
     "4:1: expected a statement or '}'"},
    {"efg 1\ngraph {\nfunc @f() {\n}\n", "5:1: expected '}'"},
    /* Names. */
    {F("%\"a = %p"), "3:9: expected '\"' to end the name"},
    {F("%\"\\4g\" = %p"), "3:3: expected two hexadecimal digits after '\\'"},
    {F("%a-b = %p"), "3:3: expected '='"},
    {F("% a = %p"), "3:3: expected a name after '%'"},
    /* Constraints. */
    {F("%x = &u"), "3:7: expected an object (#name) or what a parameter points "
                   "to (@name[N])"},
    {F("%x = &#u"), "3:7: expected an object declared in this graph"},
    {F("%x = &@f[1]"),
     "3:7: expected a pointer parameter of a function of this graph"},
    {F("%x = &@f(0)"), "3:9: expected '['"},
    {F("%x = 8"), "3:6: expected '&', 'load' or a location (%name)"},
    {F("%x = %p + 513"), "3:11: expected an offset from -512 to 512, or '+ ?'"},
    {F("%x = %p - ?"), "3:11: expected an offset from -512 to 512, or '+ ?'"},
    {F("%x = load %p"), "3:13: expected ','"},
    {F("%x = load %p, 4294967295"),
     "3:15: expected a size below 4294967295, or '?'"},
    {F("%x = load %p, 99999999999999999999999999"),
     "3:15: expected a size below 4294967295, or '?'"},
    {F("store %x"), "3:9: expected ','"},
    {F("store _, %p"), "3:7: expected a location (%name)"},
    {F("memcpy %x, %p, -1"), "3:16: expected a size below 4294967295, or '?'"},
    {F("escape %p sink=hell"), "3:16: expected a kind of sink"},
    {F("escape %p operand=65536"), "3:19: expected an operand below 65536"},
    {F("escape %p operand=1 sink=asm"), "3:21: expected the end of the line"},
    {F("escape %p !4294967296"), "3:12: expected an origin below 4294967296"},
    {F("clobber %p"), "3:11: expected ','"},
    {F("leak %p"), "3:1: expected a statement or '}'"},
    /* Objects, facts, calls. */
    {F("object u site"), "3:8: expected an object (#name)"},
    {F("object #u heap"), "3:11: expected 'alloca', 'site', 'fresh', "
                          "'function' or 'constant'"},
    {F("object #u placeholder"), "3:11: expected 'alloca', 'site', 'fresh', "
                                 "'function' or 'constant'"},
    {F("object #f function"), "3:19: expected a function (@name)"},
    {F("object #f function @g signature=x"),
     "3:33: expected a number below 4294967296"},
    {F("hold %p"), "3:8: expected ','"},
    {F("hold %p, %p"), "3:10: expected an object (#name)"},
    {F("object #u site\nhold %p, #u"), "4:10: expected a function or constant"},
    {F("call %p"), "3:8: expected '('"},
    {F("object #u alloca zeroed"), "3:18: expected the end of the line"},
    {F("object #u site seen=5,101"), "3:23: expected a percentage"},
    {F("object #u site seen=5,4"),
     "3:23: expected no more than 12 percentages that ascend"},
    {F("object #u site seen=1,1,1,1,1,1,1,1,1,1,1,1,1"),
     "3:45: expected no more than 12 percentages that ascend"},
    {F("object #u alloca seen=5"), "3:18: expected the end of the line"},
    {F("object #u site align=4294967296"),
     "3:22: expected bytes below 4294967296"},
    {F("object #u site family="),
     "3:23: expected the name of an allocator family"},
    {F("object #u site\nobject #u site"),
     "4:8: expected a name no object has yet"},
    {F("fact leaks %p"), "3:6: expected a kind of fact"},
    {F("object #a alloca\nfact free %p must=#a"), "4:19: expected a site"},
    {F("fact free %p must=@f[0]"), "3:19: expected an object (#name)"},
    {F("call f()"), "3:6: expected a function (@name)"},
    {F("call @g(%p,)"), "3:12: expected a location (%name) or '_'"},
    {F("call @g() ->"), "3:13: expected '('"},
    {F("loc"), "3:4: expected a location (%name)"},
    /* Skeletons. */
    {F("cfg {\n}"), "4:1: expected 'block 0'"},
    {F("cfg {\nreturn\n}"), "4:1: expected 'block 0'"},
    {F("cfg {\nblock 1\n}"), "4:7: expected the next block in order, from 0"},
    {F("cfg {\nblock 0 ->\n}"), "4:11: expected the number of a block"},
    {F("cfg {\nblock 0 -> 0 1\n}"), "4:14: expected the number of a block"},
    {F("cfg {\nblock 0\nsite\n}"), "5:5: expected an object (#name)"},
    {F("object #a alloca\ncfg {\nblock 0\nsite #a\n}"),
     "6:6: expected a site or fresh object of this function"},
    {F("cfg {\nblock 0\nfree %p\n}"), "5:6: expected the end of the line"},
    {F("cfg {\nblock 0\ngive\n}"), "5:5: expected a number from 1 to 63"},
    {F("cfg {\nblock 0\ngive 0\n}"), "5:6: expected a number from 1 to 63"},
    {F("cfg {\nblock 0\ngive 64\n}"), "5:6: expected a number from 1 to 63"},
    {F("cfg {\nblock 0\nnull name=0\n}"),
     "5:11: expected a number from 1 to 63"},
    {F("cfg {\nblock 0\ncall (%p\n}"), "5:9: expected ',' or ')'"},
    {F("cfg {\nblock 0\ncall (_)\n}"), "5:7: expected a location (%name)"},
    {F("cfg {\nblock 0\nreturn tail\n}"), "5:8: expected the end of the line"},
    {F("cfg {\nblock 0\n%x = %p\n}"), "5:1: expected 'block', an event or '}'"},
    {F("cfg {\nblock 0\n}\ncfg {\nblock 0\n}"),
     "6:5: expected one cfg of each function"},
    {"efg 1\nfunc @f() {\ncfg {\nblock 0\n", "5:1: expected '}'"},
};

static const char *message_of(const char *text, size_t size,
                              tracking_t *tracking) {
  static char said[256];
  esc_text_file_t file;
  esc_text_error_t error;
  esc_status_t status =
      esc_text_read(&tracking->allocator, text, size, &file, &error);
  if (status == ESC_OK)
    esc_text_free(&file);
  snprintf(said, sizeof said, "%u:%u: %s", error.line, error.column,
           error.message);
  return status == ESC_OK ? "no error" : said;
}

static void says_where_and_what(void) {
  for (size_t i = 0; i < sizeof examples / sizeof *examples; ++i) {
    tracking_t tracking;
    tracking_init(&tracking);
    const char *text = examples[i].text;
    unsigned failed = checks_failed;
    CHECK_STRING(message_of(text, strlen(text), &tracking),
                 examples[i].expected);
    if (checks_failed != failed)
      printf("in:\n%s\n", text);
    CHECK_UINT(tracking.live_bytes, 0);
  }
}

static void odd_bytes_are_errors(void) {
  tracking_t tracking;
  tracking_init(&tracking);
  CHECK_STRING(message_of("efg 1\n\0", 7, &tracking),
               "2:1: expected 'func' or 'graph'");
  CHECK_STRING(message_of("efg 1\n\xff\xfe", 8, &tracking),
               "2:1: expected 'func' or 'graph'");
  CHECK_STRING(message_of("\xef\xbb\xbf"
                          "efg 1\n",
                          9, &tracking),
               "1:1: expected 'efg 1'");
  CHECK_STRING(message_of("efg 1\r\n", 7, &tracking), "no error");
}

static void huge_texts_are_refused(void) {
  tracking_t tracking;
  tracking_init(&tracking);
  /* The text is not looked at. */
  CHECK_STRING(message_of("efg 1\n", UINT32_MAX, &tracking),
               "0:0: expected less than 4 GiB");
}

int main(void) {
  says_where_and_what();
  odd_bytes_are_errors();
  huge_texts_are_refused();
  return checks_finish();
}
