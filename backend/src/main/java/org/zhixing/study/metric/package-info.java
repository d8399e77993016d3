/** What study records say about required actions. CAM-5. */
@org.jspecify.annotations.NullMarked
package org.zhixing.study.metric;
