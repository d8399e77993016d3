/** Photos and papers of a study session. */
@org.jspecify.annotations.NullMarked
package org.zhixing.study.attachment;
