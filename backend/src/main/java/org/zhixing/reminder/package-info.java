/** Reminders: what is due, told by e-mail to those who want it. What is due is computed in {@code progress}. */
@org.jspecify.annotations.NullMarked
package org.zhixing.reminder;
