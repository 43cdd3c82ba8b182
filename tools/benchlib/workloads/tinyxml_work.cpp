// Parses a document, walks it, changes it and writes it.
#include "tinyxml2.h"
#include <cstdio>
#include <cstring>

int main(int, char **argv) {
  size_t sum = 0;
  for (int round = 0; round < 5; ++round) {
    tinyxml2::XMLDocument document;
    if (document.LoadFile(argv[1]) != tinyxml2::XML_SUCCESS)
      return 1;
    for (tinyxml2::XMLElement *item = document.RootElement()->FirstChildElement(); item; item = item->NextSiblingElement()) {
      sum += strlen(item->Attribute("name")) + item->FirstChildElement("price")->UnsignedText();
      item->SetAttribute("round", round);
    }
    tinyxml2::XMLPrinter printer;
    document.Print(&printer);
    sum += strlen(printer.CStr());
  }
  printf("%zu\n", sum);
}
