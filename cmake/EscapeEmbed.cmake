# cmake -DINPUT=FILE -DOUTPUT=FILE.c -DNAME=SYMBOL -P EscapeEmbed.cmake: the bytes
# of a file as a C array that ends with a null byte.
file(READ "${INPUT}" bytes HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
file(WRITE "${OUTPUT}"
  "extern const char ${NAME}[];\nconst char ${NAME}[] = {${bytes}0};\n")
