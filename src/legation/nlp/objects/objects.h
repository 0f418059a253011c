/* Token, Span and Doc: what the files here share. plain.py says what each attribute means. */
#ifndef LEGATION_OBJECTS_H
#define LEGATION_OBJECTS_H
#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <structmember.h>
#include <stddef.h>

enum { SPACE = 1, PUNCT = 2 }; /* as in vocabulary.py */

typedef struct {
    PyObject_HEAD
    PyObject *text, *heads, *starts, *ends, *lower, *lemma, *pos, *tag, *dep, *signs, *capitals;
    PyObject *sent_starts, *ents, *tokens, *kept, *sents, *edges;
    PyObject *lower_lemmas, *by_word, *by_lemma, *by_lower_lemma; /* made when first asked for */
} Doc;

typedef struct {
    PyObject_HEAD
    Py_ssize_t at; /* i as a number */
    PyObject *doc, *i, *idx, *text, *lower, *lemma, *pos, *tag, *dep, *iob, *label, *head, *children;
} Token;

typedef struct {
    PyObject_HEAD
    PyObject *doc, *start, *end, *label;
} Span;

extern PyTypeObject *TokenType, *SpanType, *DocType;
extern PyType_Spec token_spec, span_spec, doc_spec;

#define IS_TOKEN(o) Py_IS_TYPE(o, TokenType)
#define IS_DOC(o) Py_IS_TYPE(o, DocType)
#define TYPE_OF(o) Py_TYPE((PyObject *)(o))
#define ATTRIBUTE(type, name, field) {name, T_OBJECT_EX, offsetof(type, field), READONLY, NULL}

/* All return new references, or NULL with an error set. */
Token *token_new(void);
PyObject *span_of(Doc *doc, Py_ssize_t start, Py_ssize_t end);
PyObject *span_labelled(PyObject *doc, PyObject *start, PyObject *end, PyObject *label);
PyObject *token_at(PyObject *doc, Py_ssize_t i);
PyObject *children_of(PyObject *module, PyObject *const *args, Py_ssize_t count);

PyObject *places_of(Doc *self, PyObject *words);
PyObject *doc_by_word(Doc *self, void *_);
PyObject *doc_by_lemma(Doc *self, void *_);
PyObject *doc_by_lower_lemma(Doc *self, void *_);
PyObject *doc_lemmas(Doc *self, PyObject *wanted);
PyObject *doc_worded(Doc *self, PyObject *wanted);
PyObject *doc_among(Doc *self, PyObject *wanted);
PyObject *doc_char_span(Doc *self, PyObject *const *args, Py_ssize_t count, PyObject *names);

int token_signs(Token *token);                         /* -1 with an error set */
Py_ssize_t number_in(PyObject *list, Py_ssize_t i);    /* -1 with an error set */
Py_ssize_t place_before(PyObject *list, Py_ssize_t n); /* how many are at most n; -1: an error */
int missing(const char *name);                         /* sets AttributeError, gives -1 */

#endif
