/* What form 3 of application.xml says for those who read it without a programme of ours: the ids that the typed words mean, which
 * purchase a verdict or an input is about, what each input of a step is, whether a question is answered. Older forms do not have
 * it. None of it is read back, because it follows from the records; verify writes it again. */
#ifndef SOROE_APPLICATION_NAMED_H
#define SOROE_APPLICATION_NAMED_H

#include "core/format/xml/xml.h"

#include "templates/record/packet.h"

/* Attributes of the open element. */
void named_facility(struct xml_writer *, const struct facility *);
void named_purchase(struct xml_writer *, const struct purchase *);     /* its ids */
void named_purchase_key(struct xml_writer *, const struct purchase *); /* payer, receipt, position */
void named_vendor_line(struct xml_writer *, const struct vendor_line *);
void named_claim(struct xml_writer *, const struct claim *, struct arena *);
void named_question(struct xml_writer *, const struct packet *, const struct finding *);

/* Children of the open element: the inputs of the assessment's step `i`, each with its name. */
void named_inputs(struct xml_writer *, const struct packet *, size_t i);

#endif
