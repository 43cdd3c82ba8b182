// Objects, arrays, strings, closures, JSON, regular expressions; prints one number.
var sum = 0;
for (var round = 0; round < 6; ++round) {
  var list = [];
  for (var i = 0; i < 600; ++i) list.push({ key: "k" + (i * 7919 % 500), value: i });
  list.sort(function (a, b) { return a.key < b.key ? -1 : a.key > b.key ? 1 : a.value - b.value; });
  var byKey = {};
  for (var j = 0; j < list.length; ++j) {
    var item = list[j];
    (byKey[item.key] = byKey[item.key] || []).push(item.value);
  }
  var text = JSON.stringify(byKey);
  var back = JSON.parse(text);
  for (var k in back) sum = (sum + back[k].length * round) % 1000003;
  var parts = text.split(",");
  for (var p = 0; p < parts.length; ++p) sum = (sum + parts[p].replace(/[0-9]/g, "#").length) % 1000003;
}
print(sum);
