/* What debian/rules writes when it builds lua5.4. */
#define DEB_HOST_MULTIARCH "any"
