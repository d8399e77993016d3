/** Sessions that members missed, and how they made up for them. STU-4. */
@org.jspecify.annotations.NullMarked
package org.zhixing.study.makeup;
