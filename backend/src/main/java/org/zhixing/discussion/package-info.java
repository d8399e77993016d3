/** Discussions on the set questions, with contributions and replies. DIS-1, DIS-2. */
@org.jspecify.annotations.NullMarked
package org.zhixing.discussion;
