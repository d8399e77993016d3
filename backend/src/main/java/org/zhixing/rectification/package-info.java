/** The ledger of problems: items, their measures and evidence, and who closes them. REC-1, REC-2. */
@org.jspecify.annotations.NullMarked
package org.zhixing.rectification;
