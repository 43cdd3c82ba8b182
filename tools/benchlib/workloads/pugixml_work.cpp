// Parses a document, walks it, selects by XPath, changes it and writes it.
#include "pugixml.hpp"
#include <iostream>
#include <sstream>
#include <string>

int main(int, char **argv) {
  size_t sum = 0;
  for (int round = 0; round < 5; ++round) {
    pugi::xml_document document;
    if (!document.load_file(argv[1]))
      return 1;
    for (pugi::xml_node item : document.child("items"))
      sum += std::string(item.attribute("name").value()).size() + item.child("price").text().as_uint();
    for (pugi::xpath_node found : document.select_nodes("/items/item[price > 500]/tag"))
      found.node().append_attribute("seen") = round;
    std::ostringstream out;
    document.save(out);
    sum += out.str().size();
  }
  std::cout << sum << '\n';
}
