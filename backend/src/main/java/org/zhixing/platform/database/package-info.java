@org.jspecify.annotations.NullMarked
package org.zhixing.platform.database;
