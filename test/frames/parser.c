/* Evaluates lines of arithmetic with names: tokens are made one by one, with a
 * copy of their text, and freed when they were read. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { END, NUMBER, NAME, STRING, OPERATOR, OPEN, CLOSE, BAD };

struct token {
  enum kind kind;
  long value;
  unsigned hash;
  size_t length;
  char *text;
};

struct lexer {
  const char *start, *at;
  int line, column;
  unsigned long made, freed;
};

static void *xmalloc(size_t size) {
  void *p = malloc(size);
  if (!p) {
    fprintf(stderr, "out of memory: %zu bytes, %s\n", size, strerror(errno));
    exit(1);
  }
  return p;
}

static enum kind scan(struct lexer *lexer, const char **from, const char **to) {
  const char *p = lexer->at;
  while (*p == ' ' || *p == '\t' || *p == '\n') {
    if (*p == '\n') {
      lexer->line++;
      lexer->column = 0;
    }
    lexer->column++;
    p++;
  }
  *from = p;
  enum kind kind = BAD;
  if (!*p) {
    kind = END;
  } else if (isdigit((unsigned char)*p)) {
    kind = NUMBER;
    if (p[0] == '0' && (p[1] == 'x' || p[1] == 'X'))
      for (p += 2; isxdigit((unsigned char)*p); p++) {
      }
    else
      while (isdigit((unsigned char)*p) || *p == '_')
        p++;
  } else if (isalpha((unsigned char)*p) || *p == '_') {
    kind = NAME;
    while (isalnum((unsigned char)*p) || *p == '_')
      p++;
  } else if (*p == '"') {
    kind = STRING;
    for (p++; *p && *p != '"'; p++)
      if (*p == '\\' && p[1])
        p++;
    if (*p)
      p++;
    else
      kind = BAD;
  } else if (*p == '(' || *p == ')') {
    kind = *p++ == '(' ? OPEN : CLOSE;
  } else if (strchr("+-*/%<>=!&|", *p)) {
    kind = OPERATOR;
    char first = *p++;
    if ((*p == '=' && strchr("<>=!", first)) || (*p == first && strchr("<>&|", first)))
      p++;
  } else {
    p++;
  }
  *to = p;
  lexer->column += (int)(p - *from);
  lexer->at = p;
  return kind;
}

/* The next token, or null at the end of the line. */
struct token *token_new(struct lexer *lexer) {
  const char *from, *to;
  enum kind kind = scan(lexer, &from, &to);
  if (kind == END)
    return NULL;
  struct token *token = xmalloc(sizeof *token);
  token->kind = kind;
  token->length = (size_t)(to - from);
  token->text = xmalloc(token->length + 1);
  token->value = 0;
  token->hash = 2166136261u;
  size_t n = 0;
  for (const char *p = from; p < to; p++) {
    char c = *p;
    if (kind == STRING && c == '"')
      continue;
    if (kind == STRING && c == '\\' && p + 1 < to) {
      c = *++p;
      switch (c) {
      case 'n': c = '\n'; break;
      case 't': c = '\t'; break;
      case 'r': c = '\r'; break;
      default: break;
      }
    }
    token->text[n++] = c;
    token->hash = (token->hash ^ (unsigned char)c) * 16777619u;
  }
  token->text[n] = '\0';
  if (kind == NUMBER) {
    char digits[40];
    size_t m = 0;
    for (size_t i = 0; i < n && m + 1 < sizeof digits; i++)
      if (token->text[i] != '_')
        digits[m++] = token->text[i];
    digits[m] = '\0';
    errno = 0;
    token->value = strtol(digits, NULL, 0);
    if (errno)
      token->kind = BAD;
  }
  lexer->made++;
  return token;
}

void token_free(struct lexer *lexer, struct token *token) {
  if (!token)
    return;
  if (token->kind == BAD)
    fprintf(stderr, "%d:%d: what is '%s'?\n", lexer->line, lexer->column, token->text);
  lexer->freed++;
  memset(token->text, 0, token->length);
  free(token->text);
  free(token);
}

static int priority(const struct token *token) {
  static const struct { const char *text; int level; } table[] = {
      {"||", 1}, {"&&", 2}, {"|", 3}, {"&", 4}, {"==", 5}, {"!=", 5}, {"<", 6}, {">", 6},
      {"<=", 6}, {">=", 6}, {"<<", 7}, {">>", 7}, {"+", 8}, {"-", 8}, {"*", 9}, {"/", 9}, {"%", 9}};
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (strcmp(token->text, table[i].text) == 0)
      return (int)i + 1 + table[i].level * 32;
  return 0;
}

static long apply(int code, long a, long b) {
  switch (code & 31) {
  case 1: return a || b;
  case 2: return a && b;
  case 3: return a | b;
  case 4: return a & b;
  case 5: return a == b;
  case 6: return a != b;
  case 7: return a < b;
  case 8: return a > b;
  case 9: return a <= b;
  case 10: return a >= b;
  case 11: return (long)((unsigned long)a << (b & 31));
  case 12: return a >> (b & 31);
  case 13: return (long)((unsigned long)a + (unsigned long)b);
  case 14: return (long)((unsigned long)a - (unsigned long)b);
  case 15: return (long)((unsigned long)a * (unsigned long)b);
  case 16: return b ? a / b : 0;
  default: return b ? a % b : 0;
  }
}

/* Two stacks, as Dijkstra's shunting yard has them. */
static long evaluate(const char *line, unsigned long *tokens) {
  struct lexer lexer = {line, line, 1, 1, 0, 0};
  long values[64];
  int operators[64], value_count = 0, operator_count = 0;
  struct token *token;
  while ((token = token_new(&lexer)) != NULL) {
    switch (token->kind) {
    case NUMBER:
      if (value_count < 64)
        values[value_count++] = token->value;
      break;
    case NAME:
    case STRING:
      if (value_count < 64)
        values[value_count++] = (long)(token->hash % 1000) + (long)token->length;
      break;
    case OPEN:
      if (operator_count < 64)
        operators[operator_count++] = 0;
      break;
    case CLOSE:
      while (operator_count && operators[operator_count - 1] && value_count > 1) {
        long b = values[--value_count], a = values[--value_count];
        values[value_count++] = apply(operators[--operator_count], a, b);
      }
      if (operator_count)
        operator_count--;
      break;
    case OPERATOR: {
      int code = priority(token);
      while (operator_count && operators[operator_count - 1] / 32 >= code / 32 && value_count > 1) {
        long b = values[--value_count], a = values[--value_count];
        values[value_count++] = apply(operators[--operator_count], a, b);
      }
      if (operator_count < 64)
        operators[operator_count++] = code;
      break;
    }
    case END:
    case BAD:
      break;
    }
    token_free(&lexer, token);
  }
  while (operator_count && value_count > 1) {
    long b = values[--value_count], a = values[--value_count];
    values[value_count++] = apply(operators[--operator_count], a, b);
  }
  *tokens += lexer.made;
  return value_count ? values[0] : 0;
}

/* What kinds of tokens a line has: the same tokens for another reader. */
static unsigned classify(const char *line) {
  struct lexer lexer = {line, line, 1, 1, 0, 0};
  unsigned kinds = 0;
  for (struct token *token; (token = token_new(&lexer)) != NULL; token_free(&lexer, token))
    kinds = kinds * 7 + (unsigned)token->kind;
  return kinds;
}

int main(void) {
  static const char *const lines[] = {
      "1 + 2 * 3 - 4 / 2",
      "(alpha + beta) * (gamma - 0x1f) % 97",
      "1_000_000 >> 3 == 125000 && \"text with \\\"quotes\\\"\" != 0",
      "((((1 + 1) << 4) | 3) & 0xff) * width - height",
      "a_rather_long_identifier_name * 2 + another_one_that_is_even_longer / 3"};
  unsigned long tokens = 0;
  long sum = 0;
  for (int round = 0; round < 400; round++)
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
      sum = sum * 31 + evaluate(lines[i], &tokens);
      sum += (long)(classify(lines[i]) & 0xffff);
      sum &= 0xffffffffL;
    }
  printf("%lu tokens, %ld\n", tokens, sum);
  return 0;
}
