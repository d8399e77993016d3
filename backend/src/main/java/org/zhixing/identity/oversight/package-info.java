/** Reading and checking the record of who did and who read what, within one's scope. */
@org.jspecify.annotations.NullMarked
package org.zhixing.identity.oversight;
