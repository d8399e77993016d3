/** Votes on requirements, objections and their answers, and what makes consensus. DIS-5. */
@org.jspecify.annotations.NullMarked
package org.zhixing.discussion.vote;
