/** What filling in costs the branches, and what is asked for more than once. BUR-1. */
@org.jspecify.annotations.NullMarked
package org.zhixing.progress.burden;
