@org.jspecify.annotations.NullMarked
package org.zhixing.study.material;
