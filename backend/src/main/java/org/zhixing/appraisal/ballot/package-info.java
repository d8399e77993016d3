/** Secret ballots of a review: who has voted is known, how is not. APP-2. */
@org.jspecify.annotations.NullMarked
package org.zhixing.appraisal.ballot;
