package org.zhixing.platform.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/** A string in a JSON body that PostgreSQL would refuse or silently change: a NUL or an unpaired surrogate. */
public final class UnreadableText extends MismatchedInputException {
    private final String slug;

    public UnreadableText(JsonParser parser, String slug) {
        super(parser, slug, String.class);
        this.slug = slug;
    }

    String slug() {
        return slug;
    }
}
