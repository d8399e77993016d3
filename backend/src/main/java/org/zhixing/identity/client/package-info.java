/** API clients: other systems, what they may do, and the tokens they get for it (OAuth 2 client credentials). */
@org.jspecify.annotations.NullMarked
package org.zhixing.identity.client;
