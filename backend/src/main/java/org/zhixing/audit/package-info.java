/** The record of who did and who read what. Used by every feature, uses only the platform. */
@org.jspecify.annotations.NullMarked
package org.zhixing.audit;
