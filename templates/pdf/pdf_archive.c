#include "templates/pdf/pdf_archive.h"

#include "core/base/text.h"

#include <string.h>

#include "core/banned.h"

static const char *producer(const struct pdf *pdf)
{
        return arena_printf(pdf->arena, "%s (libharu 2.3.0)", pdf->program);
}

HPDF_Binary pdf_text_object(HPDF_Doc doc, const char *text, struct arena *arena)
{
        struct buffer out = buffer_in(arena);
        int32_t c;

        buffer_add(&out, "\xFE\xFF", 2);
        while ((c = text_next(&text)) >= 0) {
                unsigned u = (unsigned)c, high = u > 0xFFFF ? 0xD800 + (u - 0x10000) / 0x400 : 0;
                unsigned low = u > 0xFFFF ? 0xDC00 + (u - 0x10000) % 0x400 : u;
                const char bytes[4] = {(char)(high >> 8), (char)(high & 255), (char)(low >> 8), (char)(low & 255)};

                buffer_add(&out, high ? bytes : bytes + 2, high ? 4 : 2);
        }
        return HPDF_Binary_New(doc->mmgr, (HPDF_BYTE *)out.at, (HPDF_UINT)out.n);
}

/* Title and date come from the packet, never from the clock. libharu enters itself as the producer. */
static HPDF_STATUS write_info(HPDF_Doc doc, const struct pdf *pdf)
{
        HPDF_STATUS bad = HPDF_Dict_Add(doc->info, "Title", pdf_text_object(doc, pdf->title, pdf->arena));

        bad |= HPDF_Dict_Add(doc->info, "Producer", HPDF_String_New(doc->mmgr, producer(pdf), NULL));
        if (date_is_set(pdf->date)) {
                const char *date = arena_printf(pdf->arena, "D:%04d%02d%02d000000+09'00'", pdf->date.year,
                                                pdf->date.month, pdf->date.day);
                bad |= HPDF_Dict_Add(doc->info, "CreationDate", HPDF_String_New(doc->mmgr, date, NULL));
        }
        return bad;
}

/* Only the three signs need care: no text holds a character that XML 1.0 does not allow (text_is_valid). */
static void put_escaped(struct buffer *out, const char *text)
{
        for (; *text; text++) {
                if (*text == '&')
                        buffer_text(out, "&amp;");
                else if (*text == '<')
                        buffer_text(out, "&lt;");
                else if (*text == '>')
                        buffer_text(out, "&gt;");
                else
                        buffer_char(out, *text);
        }
}

static struct bytes xmp(const struct pdf *pdf, bool archive)
{
        struct buffer out = buffer_in(pdf->arena);

        buffer_text(&out, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                          "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                          "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                          "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
                          "<dc:format>application/pdf</dc:format>\n"
                          "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
        put_escaped(&out, pdf->title);
        buffer_text(&out, "</rdf:li></rdf:Alt></dc:title>\n"
                          "<dc:language><rdf:Bag><rdf:li>ja-JP</rdf:li></rdf:Bag></dc:language>\n"
                          "</rdf:Description>\n"
                          "<rdf:Description rdf:about=\"\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
                          "<pdf:Producer>");
        put_escaped(&out, producer(pdf));
        buffer_text(&out, "</pdf:Producer>\n</rdf:Description>\n");
        if (date_is_set(pdf->date))
                buffer_printf(&out,
                              "<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n"
                              "<xmp:CreateDate>%04d-%02d-%02dT00:00:00+09:00</xmp:CreateDate>\n</rdf:Description>\n",
                              pdf->date.year, pdf->date.month, pdf->date.day);
        if (archive)
                buffer_text(&out, "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
                                  "<pdfaid:part>1</pdfaid:part>\n"
                                  "<pdfaid:conformance>B</pdfaid:conformance>\n</rdf:Description>\n");
        buffer_text(&out, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
        return buffer_bytes(&out);
}

HPDF_STATUS pdf_write_metadata(HPDF_Doc doc, const struct pdf *pdf, bool archive)
{
        struct bytes packet = xmp(pdf, archive);
        HPDF_Dict out = HPDF_DictStream_New(doc->mmgr, doc->xref);
        HPDF_STATUS bad;

        if (!out)
                return HPDF_FAILD_TO_ALLOC_MEM;
        bad = write_info(doc, pdf);
        bad |= HPDF_Dict_AddName(out, "Type", "Metadata");
        bad |= HPDF_Dict_AddName(out, "Subtype", "XML");
        bad |= HPDF_Stream_Write(out->stream, packet.at, (HPDF_UINT)packet.n); /* never deflated (6.7.2) */
        return bad | HPDF_Dict_Add(doc->catalog, "Metadata", out);
}

/* ---- the profile: ICC.1:2001-04 (version 2.4.0), a display of greys with gamma 2.2 */

static void put_big(struct buffer *out, size_t bytes, uint32_t value)
{
        while (bytes--)
                buffer_char(out, (char)(value >> 8 * bytes & 255));
}

static void put_zeros(struct buffer *out, size_t n)
{
        while (n--)
                buffer_char(out, '\0');
}

/* The white of every profile's connection space: D50, in 1/65536. */
static void put_white(struct buffer *out)
{
        put_big(out, 4, 0xF6D6);
        put_big(out, 4, 0x10000);
        put_big(out, 4, 0xD32D);
}

static void put_header(struct buffer *out, uint32_t size)
{
        put_big(out, 4, size);
        put_zeros(out, 4);
        put_big(out, 4, 0x02400000);
        buffer_text(out, "mntrGRAYXYZ ");
        put_big(out, 2, 2026); /* made on 1 January 2026 */
        put_big(out, 2, 1);
        put_big(out, 2, 1);
        put_zeros(out, 6);
        buffer_text(out, "acsp");
        put_zeros(out, 28); /* platform, flags, maker, model, attributes, intent */
        put_white(out);
        put_zeros(out, 48);
}

static void put_tag(struct buffer *out, const char *name, uint32_t *offset, uint32_t size)
{
        buffer_text(out, name);
        put_big(out, 4, *offset);
        put_big(out, 4, size);
        *offset += (size + 3) / 4 * 4;
}

static struct bytes grey_profile(struct arena *arena)
{
        static const char name[] = "Grey, gamma 2.2", rights[] = "No copyright, use freely";
        enum { TAGS = 4, HEAD = 128 + 4 + 12 * TAGS, CURVE = 14, WHITE = 20 };
        const uint32_t described = 12 + sizeof name + 8 + 3 + 67, text = 8 + sizeof rights;
        struct buffer out = buffer_in(arena);
        uint32_t offset = HEAD;

        put_header(&out, HEAD + (described + 3) / 4 * 4 + (text + 3) / 4 * 4 + WHITE + (CURVE + 3) / 4 * 4);
        put_big(&out, 4, TAGS);
        put_tag(&out, "desc", &offset, described);
        put_tag(&out, "cprt", &offset, text);
        put_tag(&out, "wtpt", &offset, WHITE);
        put_tag(&out, "kTRC", &offset, CURVE);
        buffer_text(&out, "desc");
        put_zeros(&out, 4);
        put_big(&out, 4, sizeof name);
        buffer_add(&out, name, sizeof name);
        put_zeros(&out, 8 + 3 + 67); /* no Unicode, no script code */
        put_zeros(&out, (4 - described % 4) % 4);
        buffer_text(&out, "text");
        put_zeros(&out, 4);
        buffer_add(&out, rights, sizeof rights);
        put_zeros(&out, (4 - text % 4) % 4);
        buffer_text(&out, "XYZ ");
        put_zeros(&out, 4);
        put_white(&out);
        buffer_text(&out, "curv");
        put_zeros(&out, 4);
        put_big(&out, 4, 1);
        put_big(&out, 2, 0x0233); /* 2.2 in 1/256 */
        put_zeros(&out, 2);
        return buffer_bytes(&out);
}

HPDF_STATUS pdf_write_intent(HPDF_Doc doc, struct arena *arena)
{
        struct bytes bytes = grey_profile(arena);
        HPDF_Dict intent = HPDF_Dict_New(doc->mmgr), profile = HPDF_DictStream_New(doc->mmgr, doc->xref);
        HPDF_Array intents = HPDF_Array_New(doc->mmgr);
        HPDF_STATUS bad;

        if (!intent || !profile || !intents)
                return HPDF_FAILD_TO_ALLOC_MEM;
        bad = HPDF_Dict_AddNumber(profile, "N", 1);
        bad |= HPDF_Stream_Write(profile->stream, bytes.at, (HPDF_UINT)bytes.n);
        bad |= HPDF_Xref_Add(doc->xref, intent);
        bad |= HPDF_Dict_AddName(intent, "Type", "OutputIntent");
        bad |= HPDF_Dict_AddName(intent, "S", "GTS_PDFA1");
        bad |= HPDF_Dict_Add(intent, "OutputConditionIdentifier", HPDF_String_New(doc->mmgr, "Custom", NULL));
        bad |= HPDF_Dict_Add(intent, "Info", HPDF_String_New(doc->mmgr, "Grey, gamma 2.2", NULL));
        bad |= HPDF_Dict_Add(intent, "DestOutputProfile", profile);
        bad |= HPDF_Array_Add(intents, intent);
        return bad | HPDF_Dict_Add(doc->catalog, "OutputIntents", intents);
}
