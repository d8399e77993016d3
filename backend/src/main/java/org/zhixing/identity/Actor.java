package org.zhixing.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who does something: an account, the name shown, and the member it belongs to, if any. */
public record Actor(UUID accountId, String name, @Nullable UUID memberId) {}
