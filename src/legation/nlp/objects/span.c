/* The tokens from one place to another, with the label of an entity if it is one. */
#include "objects.h"

PyTypeObject *SpanType;

PyObject *span_labelled(PyObject *doc, PyObject *start, PyObject *end, PyObject *label) {
    Span *span = (Span *)PyType_GenericAlloc(SpanType, 0);
    if (!span) return NULL;
    span->doc = Py_NewRef(doc);
    span->start = Py_NewRef(start);
    span->end = Py_NewRef(end);
    span->label = Py_NewRef(label);
    return (PyObject *)span;
}

PyObject *span_of(Doc *doc, Py_ssize_t start, Py_ssize_t end) {
    static PyObject *none;
    if (!none && !(none = PyUnicode_InternFromString(""))) return NULL;
    PyObject *first = PyLong_FromSsize_t(start), *after = PyLong_FromSsize_t(end), *span = NULL;
    if (first && after) span = span_labelled((PyObject *)doc, first, after, none);
    Py_XDECREF(first);
    Py_XDECREF(after);
    return span;
}

static PyObject *span_new(PyTypeObject *type, PyObject *args, PyObject *named) {
    static char *names[] = {"doc", "start", "end", "label", NULL};
    PyObject *doc, *start, *end, *label = NULL, *span;
    (void)type;
    if (!PyArg_ParseTupleAndKeywords(args, named, "O!O!O!|U", names, DocType, &doc, &PyLong_Type,
                                     &start, &PyLong_Type, &end, &label))
        return NULL;
    PyObject *none = label ? NULL : PyUnicode_FromString("");
    if (!label && !none) return NULL;
    span = span_labelled(doc, start, end, label ? label : none);
    Py_XDECREF(none);
    return span;
}

static int span_traverse(Span *self, visitproc visit, void *arg) {
    Py_VISIT(TYPE_OF(self));
    Py_VISIT(self->doc);
    return 0;
}

static int span_clear(Span *self) {
    Py_CLEAR(self->doc);
    return 0;
}

static void span_dealloc(Span *self) {
    PyTypeObject *type = TYPE_OF(self);
    PyObject_GC_UnTrack(self);
    span_clear(self);
    Py_CLEAR(self->start);
    Py_CLEAR(self->end);
    Py_CLEAR(self->label);
    PyObject_GC_Del(self);
    Py_DECREF((PyObject *)type);
}

/* First token and the one after the last: 0, or -1 with an error set. */
static int bounds(Span *self, Py_ssize_t *start, Py_ssize_t *end) {
    *start = *end = 0;
    if (!self->doc) return missing("doc");
    *start = PyLong_AsSsize_t(self->start);
    if (*start == -1 && PyErr_Occurred()) return -1;
    *end = PyLong_AsSsize_t(self->end);
    return *end == -1 && PyErr_Occurred() ? -1 : 0;
}

static Py_ssize_t span_len(Span *self) {
    Py_ssize_t start, end;
    if (bounds(self, &start, &end) < 0) return -1;
    if (end >= start) return end - start;
    PyErr_SetString(PyExc_ValueError, "__len__() should return >= 0");
    return -1;
}

/* The document's tokens; borrowed, NULL with an error set where it is taken apart. */
static PyObject *tokens_of(Span *self) {
    PyObject *tokens = self->doc ? ((Doc *)self->doc)->tokens : NULL;
    return tokens ? tokens : (missing("tokens"), NULL);
}

static PyObject *span_iter(Span *self) {
    Py_ssize_t start, end;
    PyObject *tokens = tokens_of(self);
    if (!tokens || bounds(self, &start, &end) < 0) return NULL;
    PyObject *some = PySequence_GetSlice(tokens, start, end), *found;
    if (!some) return NULL;
    found = PyObject_GetIter(some);
    Py_DECREF(some);
    return found;
}

static PyObject *span_item(Span *self, PyObject *key) {
    Py_ssize_t start, end, first, last, step;
    if (bounds(self, &start, &end) < 0) return NULL;
    if (PySlice_Check(key)) {
        Py_ssize_t length = span_len(self);
        if (length < 0 || PySlice_Unpack(key, &first, &last, &step) < 0) return NULL;
        PySlice_AdjustIndices(length, &first, &last, step);
        return span_of((Doc *)self->doc, start + first, start + (last > first ? last : first));
    }
    Py_ssize_t at = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (at == -1 && PyErr_Occurred()) return NULL;
    at += at >= 0 ? start : end;
    if (at >= start && at < end) return token_at(self->doc, at);
    return PyErr_SetString(PyExc_IndexError, "there is no such token in the span"), NULL;
}

static PyObject *span_nth(Span *self, Py_ssize_t i) {
    Py_ssize_t start, end;
    if (bounds(self, &start, &end) < 0) return NULL;
    if (i >= 0 && i < end - start) return token_at(self->doc, start + i);
    return PyErr_SetString(PyExc_IndexError, "there is no such token in the span"), NULL;
}

/* The first character, or the one after the last; -1 with an error set. */
static Py_ssize_t character(Span *self, int after) {
    Py_ssize_t start, end;
    if (bounds(self, &start, &end) < 0) return -1;
    PyObject *token = token_at(self->doc, after ? end - 1 : start);
    if (!token) return -1;
    Py_ssize_t at = PyLong_AsSsize_t(((Token *)token)->idx);
    if (after) at += PyUnicode_GetLength(((Token *)token)->text);
    Py_DECREF(token);
    return at;
}

static PyObject *span_start_char(Span *self, void *_) {
    Py_ssize_t at = character(self, 0);
    return at < 0 ? NULL : PyLong_FromSsize_t(at);
}

static PyObject *span_end_char(Span *self, void *_) {
    Py_ssize_t at = character(self, 1);
    return at < 0 ? NULL : PyLong_FromSsize_t(at);
}

static PyObject *span_text(Span *self, void *_) {
    Py_ssize_t start, end;
    if (bounds(self, &start, &end) < 0) return NULL;
    if (end <= start) return PyUnicode_FromString("");
    if ((start = character(self, 0)) < 0 || (end = character(self, 1)) < 0) return NULL;
    return PyUnicode_Substring(((Doc *)self->doc)->text, start, end > start ? end : start);
}

/* How far below its root a token stands; -1 with an error set. */
static Py_ssize_t depth(Token *token, Py_ssize_t n) {
    int signs = token_signs(token);
    if (signs < 0) return -1;
    if (PyList_Size(token->children) == 0 && signs & (SPACE | PUNCT))
        return n - 1; /* white space and punctuation give way to words */
    Py_ssize_t steps = 0;
    for (; token->head && token->head != (PyObject *)token && steps < n; steps++)
        token = (Token *)token->head;
    return steps;
}

static PyObject *span_root(Span *self, void *_) {
    Py_ssize_t start, end, outer = 0, least = 0;
    PyObject *tokens = tokens_of(self), *best = NULL;
    if (!tokens || bounds(self, &start, &end) < 0) return NULL;
    Py_ssize_t n = PyList_Size(tokens);
    if (end - start == 1) return token_at(self->doc, start);
    Py_ssize_t low = start < 0 ? start + n : start, high = end < 0 ? end + n : end;
    if (low < 0) low = 0;
    if (high > n) high = n;
    for (Py_ssize_t i = low; i < high; i++) {
        Token *token = (Token *)PyList_GetItem(tokens, i);
        if (!token->head) return missing("head"), NULL;
        if (token->head == (PyObject *)token) return Py_NewRef((PyObject *)token);
        Py_ssize_t head = ((Token *)token->head)->at;
        if (head >= start && head < end) continue;
        if (!outer++) {
            best = (PyObject *)token; /* how deep it stands is asked when there is another */
            continue;
        }
        if (outer == 2 && (least = depth((Token *)best, n)) < 0) return NULL;
        Py_ssize_t found = depth(token, n);
        if (found < 0) return NULL;
        if (found < least) best = (PyObject *)token, least = found;
    }
    return best ? Py_NewRef(best) : token_at(self->doc, start);
}

static PyObject *span_repr(Span *self) {
    PyObject *text = span_text(self, NULL);
    if (!text) return NULL;
    PyObject *told = PyUnicode_FromFormat("<Span %S:%S %R>", self->start, self->end, text);
    Py_DECREF(text);
    return told;
}

static PyMemberDef span_members[] = {
    ATTRIBUTE(Span, "doc", doc), ATTRIBUTE(Span, "start", start), ATTRIBUTE(Span, "end", end),
    ATTRIBUTE(Span, "label_", label), {NULL, 0, 0, 0, NULL},
};

static PyGetSetDef span_getters[] = {
    {"start_char", (getter)span_start_char, NULL, NULL, NULL},
    {"end_char", (getter)span_end_char, NULL, NULL, NULL},
    {"text", (getter)span_text, NULL, NULL, NULL},
    {"root", (getter)span_root, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot span_slots[] = {
    {Py_tp_doc, "The tokens `start` to `end` (excluded), with the label of an entity if it is one."},
    {Py_tp_new, span_new}, {Py_tp_traverse, span_traverse}, {Py_tp_clear, span_clear},
    {Py_tp_dealloc, span_dealloc}, {Py_tp_repr, span_repr}, {Py_tp_iter, span_iter},
    {Py_mp_length, span_len}, {Py_sq_length, span_len}, {Py_sq_item, span_nth},
    {Py_mp_subscript, span_item}, {Py_tp_members, span_members},
    {Py_tp_getset, span_getters}, {0, NULL},
};

PyType_Spec span_spec = {
    "legation.nlp.objects.compiled.Span", sizeof(Span), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    span_slots,
};
