/** What members hand in: notes of a topic, reflections, their review, and passages that stand elsewhere too. STU-7. */
@org.jspecify.annotations.NullMarked
package org.zhixing.study.writing;
