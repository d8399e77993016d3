/** Changes told to those who look at them, as they are committed, by whichever replica. Knows no domain. */
@org.jspecify.annotations.NullMarked
package org.zhixing.platform.live;
