/** The busy calendar: when branches have no time to study, and why. CAM-4. */
@org.jspecify.annotations.NullMarked
package org.zhixing.study.busy;
