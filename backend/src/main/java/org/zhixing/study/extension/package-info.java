/** What branches study more when a phase is extended. CAM-4. */
@org.jspecify.annotations.NullMarked
package org.zhixing.study.extension;
