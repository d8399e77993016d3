/** Sums per organisation, maintained as facts change and rolled up over the tree. PRO-2. */
@org.jspecify.annotations.NullMarked
package org.zhixing.progress;
