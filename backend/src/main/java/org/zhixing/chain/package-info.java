/** The chain from what was said to what is done about it, walked both ways. REC-4. */
@org.jspecify.annotations.NullMarked
package org.zhixing.chain;
