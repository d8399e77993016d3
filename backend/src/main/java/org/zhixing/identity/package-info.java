/** Accounts, sign-in, role grants and {@link org.zhixing.identity.Scope}, the only door to data. */
@org.jspecify.annotations.NullMarked
package org.zhixing.identity;
