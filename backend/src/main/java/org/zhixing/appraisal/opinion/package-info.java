/** Opinions of members and the public: the call, what comes in without a name, and what is answered. APP-3. */
@org.jspecify.annotations.NullMarked
package org.zhixing.appraisal.opinion;
