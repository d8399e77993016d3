/** Study sessions, their rolls and minutes, and the hours that members reach. STU-1 to STU-3, STU-5, STU-6. */
@org.jspecify.annotations.NullMarked
package org.zhixing.study;
