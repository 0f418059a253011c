/* The parse of one article: its tokens, made at once, and what is found in it by word. */
#include "objects.h"

PyTypeObject *DocType;

Py_ssize_t number_in(PyObject *list, Py_ssize_t i) {
    PyObject *found = list ? PyList_GetItem(list, i) : NULL;
    if (!found) return list ? -1 : missing("numbers");
    Py_ssize_t number = PyLong_AsSsize_t(found);
    if (number < 0 && !PyErr_Occurred())
        PyErr_SetString(PyExc_ValueError, "a parse has no negative numbers");
    return number;
}

Py_ssize_t place_before(PyObject *list, Py_ssize_t n) {
    Py_ssize_t low = 0, high = PyList_Size(list);
    while (low < high) {
        Py_ssize_t mid = low + (high - low) / 2, found = number_in(list, mid);
        if (found < 0) return -1;
        if (found > n) high = mid;
        else low = mid + 1;
    }
    return low;
}

#define FIELDS(DO)                                                                              \
    DO(text) DO(heads) DO(starts) DO(ends) DO(lower) DO(lemma) DO(pos) DO(tag) DO(dep) DO(signs) \
    DO(capitals) DO(sent_starts) DO(ents) DO(tokens) DO(kept) DO(sents) DO(edges)               \
    DO(lower_lemmas) DO(by_word) DO(by_lemma) DO(by_lower_lemma)

#define VISIT(field) Py_VISIT(self->field);
#define CLEAR(field) Py_CLEAR(self->field);

static int doc_traverse(Doc *self, visitproc visit, void *arg) {
    Py_VISIT(TYPE_OF(self));
    FIELDS(VISIT)
    return 0;
}

static int doc_clear(Doc *self) {
    FIELDS(CLEAR)
    return 0;
}

static void doc_dealloc(Doc *self) {
    PyTypeObject *type = TYPE_OF(self);
    PyObject_GC_UnTrack(self);
    doc_clear(self);
    PyObject_GC_Del(self);
    Py_DECREF((PyObject *)type);
}

/* A column of the parse: a list of the length wanted, or NULL with an error set. */
static PyObject *column(PyObject *columns, const char *name, Py_ssize_t length) {
    PyObject *found = PyObject_GetAttrString(columns, name);
    if (!found) return NULL;
    if (PyList_Check(found) && (length < 0 || PyList_Size(found) == length)) return found;
    PyErr_Format(PyExc_ValueError, "%s is no list of one value a token", name);
    Py_DECREF(found);
    return NULL;
}

static int take_columns(Doc *self, PyObject *columns) {
    self->heads = column(columns, "heads", -1);
    if (!self->heads) return -1;
    Py_ssize_t n = PyList_Size(self->heads);
    return (self->starts = column(columns, "starts", n)) && (self->ends = column(columns, "ends", n)) &&
                   (self->lemma = column(columns, "lemma", n)) && (self->pos = column(columns, "pos", n)) &&
                   (self->tag = column(columns, "tag", n)) && (self->dep = column(columns, "dep", n)) &&
                   (self->sent_starts = column(columns, "sent_starts", -1))
               ? 0
               : -1;
}

#define TAKE(target, source)                    \
    do {                                        \
        (target) = Py_XNewRef(source);          \
        if (!(target)) goto failed;             \
    } while (0)

/* The tokens of the words, without heads; each list is filled whole or given up. */
static int make_tokens(Doc *self, PyObject *words) {
    Py_ssize_t n = PyList_Size(words);
    static PyObject *outside, *none;
    if (!outside && !(outside = PyUnicode_InternFromString("O"))) return -1;
    if (!none && !(none = PyUnicode_InternFromString(""))) return -1;
    if (!(self->lower = PyList_New(n)) || !(self->signs = PyList_New(n)) ||
        !(self->capitals = PyList_New(0)) || !(self->tokens = PyList_New(n)))
        return -1;
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *word = PyList_GetItem(words, i), *text, *lower, *signs;
        if (!PyTuple_Check(word) || PyTuple_Size(word) != 3) goto wrong;
        text = PyTuple_GetItem(word, 0);
        lower = PyTuple_GetItem(word, 1);
        signs = PyTuple_GetItem(word, 2);
        if (!PyUnicode_Check(text) || !PyUnicode_Check(lower) || !PyLong_Check(signs)) goto wrong;
        Token *token = token_new();
        if (!token) return -1;
        PyList_SetItem(self->tokens, i, (PyObject *)token);
        PyList_SetItem(self->lower, i, Py_NewRef(lower));
        PyList_SetItem(self->signs, i, Py_NewRef(signs));
        token->at = i;
        if (!(token->i = PyLong_FromSsize_t(i))) return -1;
        if (number_in(self->signs, i) == 0 && PyList_Append(self->capitals, token->i) < 0) return -1;
        if (PyErr_Occurred()) return -1;
        token->doc = Py_NewRef((PyObject *)self);
        token->text = Py_NewRef(text);
        token->lower = Py_NewRef(lower);
        token->idx = Py_NewRef(PyList_GetItem(self->starts, i));
        token->lemma = Py_NewRef(PyList_GetItem(self->lemma, i));
        token->pos = Py_NewRef(PyList_GetItem(self->pos, i));
        token->tag = Py_NewRef(PyList_GetItem(self->tag, i));
        token->dep = Py_NewRef(PyList_GetItem(self->dep, i));
        token->iob = Py_NewRef(outside);
        token->label = Py_NewRef(none);
        if (!PyLong_Check(token->idx)) goto wrong;
    }
    return 0;
wrong:
    PyErr_SetString(PyExc_TypeError, "words are a text, the same in lower case, and signs");
    return -1;
}

/* Gives each token its head and its children in text order. */
static int hang(Doc *self) {
    Py_ssize_t n = PyList_Size(self->tokens);
    for (Py_ssize_t i = 0; i < n; i++) {
        Token *token = (Token *)PyList_GetItem(self->tokens, i);
        Py_ssize_t at = number_in(self->heads, i);
        PyObject *above = at < 0 ? NULL : PyList_GetItem(self->tokens, at);
        if (!above) return -1;
        token->head = Py_NewRef(above);
        if (at == i) continue;
        Token *head = (Token *)above;
        if (PyList_Size(head->children) == 0) {
            PyObject *first = PyList_New(1);
            if (!first) return -1;
            PyList_SetItem(first, 0, Py_NewRef((PyObject *)token));
            Py_DECREF(head->children);
            head->children = first;
        } else if (PyList_Append(head->children, (PyObject *)token) < 0) {
            return -1;
        }
    }
    return 0;
}

/* The first and the last token under each; found as spaCy does, once forward and once back. */
static int find_edges(Doc *self) {
    Py_ssize_t n = PyList_Size(self->tokens);
    Py_ssize_t *left = PyMem_Malloc((size_t)(3 * n + 1) * sizeof *left);
    if (!left) return PyErr_NoMemory(), -1;
    Py_ssize_t *right = left + n, *heads = right + n;
    PyObject *first = PyList_New(n), *last = PyList_New(n);
    if (!first || !last) goto failed;
    for (Py_ssize_t i = 0; i < n; i++) {
        left[i] = right[i] = i;
        heads[i] = ((Token *)((Token *)PyList_GetItem(self->tokens, i))->head)->at;
    }
    for (Py_ssize_t k = 0; k < 2 * n; k++) {
        Py_ssize_t i = k < n ? k : 2 * n - 1 - k, head = heads[i];
        if (left[i] < left[head]) left[head] = left[i];
        if (right[i] > right[head]) right[head] = right[i];
    }
    for (Py_ssize_t i = 0; i < n; i++) { /* the numbers are those that the tokens have */
        PyList_SetItem(first, i, Py_NewRef(((Token *)PyList_GetItem(self->tokens, left[i]))->i));
        PyList_SetItem(last, i, Py_NewRef(((Token *)PyList_GetItem(self->tokens, right[i]))->i));
    }
    self->edges = PyTuple_Pack(2, first, last);
failed:
    PyMem_Free(left);
    Py_XDECREF(first);
    Py_XDECREF(last);
    return self->edges ? 0 : -1;
}

static int find_sentences(Doc *self) {
    Py_ssize_t n = PyList_Size(self->sent_starts), after = PyList_Size(self->tokens);
    if (!(self->sents = PyTuple_New(n))) return -1;
    for (Py_ssize_t k = n - 1; k >= 0; k--) {
        Py_ssize_t start = number_in(self->sent_starts, k);
        PyObject *span = start < 0 ? NULL : span_of(self, start, after);
        if (!span) return -1;
        PyTuple_SetItem(self->sents, k, span);
        after = start;
    }
    return 0;
}

static void put(PyObject **field, PyObject *value) {
    Py_INCREF(value);
    Py_DECREF(*field);
    *field = value;
}

static int find_entities(Doc *self, PyObject *ents) {
    PyObject *all = PySequence_List(ents);
    if (!all) return -1;
    int status = -1;
    static PyObject *begins, *inside;
    Py_ssize_t n = PyList_Size(all), most = PyList_Size(self->tokens);
    if (!begins && !(begins = PyUnicode_InternFromString("B"))) goto done;
    if (!inside && !(inside = PyUnicode_InternFromString("I"))) goto done;
    if (!(self->ents = PyTuple_New(n))) goto done;
    for (Py_ssize_t k = 0; k < n; k++) {
        Py_ssize_t start, end;
        PyObject *label, *span, *ent = PyList_GetItem(all, k);
        if (!PyTuple_Check(ent) || !PyArg_ParseTuple(ent, "nnU", &start, &end, &label) || start < 0 ||
            start >= most || end > most) {
            if (!PyErr_Occurred()) PyErr_SetString(PyExc_IndexError, "an entity has other tokens");
            goto done;
        }
        span = span_labelled((PyObject *)self, PyTuple_GetItem(ent, 0), PyTuple_GetItem(ent, 1), label);
        if (!span) goto done;
        PyTuple_SetItem(self->ents, k, span);
        for (Py_ssize_t i = start; i < end; i++) {
            Token *token = (Token *)PyList_GetItem(self->tokens, i);
            put(&token->label, label);
            put(&token->iob, inside);
        }
        put(&((Token *)PyList_GetItem(self->tokens, start))->iob, begins);
    }
    status = 0;
done:
    Py_DECREF(all);
    return status;
}

static PyObject *kept_of_nothing(void) {
    PyObject *collections = PyImport_ImportModule("collections");
    if (!collections) return NULL;
    PyObject *kept = PyObject_CallMethod(collections, "defaultdict", "O", (PyObject *)&PyDict_Type);
    Py_DECREF(collections);
    return kept;
}

static PyObject *doc_new(PyTypeObject *type, PyObject *args, PyObject *named) {
    static char *names[] = {"columns", "text", NULL};
    PyObject *columns, *text, *words = NULL, *ents = NULL;
    if (!PyArg_ParseTupleAndKeywords(args, named, "OU", names, &columns, &text)) return NULL;
    Doc *self = (Doc *)PyType_GenericAlloc(type, 0);
    if (!self) return NULL;
    self->text = Py_NewRef(text);
    int made = take_columns(self, columns) == 0 &&
               (words = column(columns, "words", PyList_Size(self->heads))) &&
               (ents = PyObject_GetAttrString(columns, "ents")) &&
               (self->kept = kept_of_nothing()) && make_tokens(self, words) == 0 &&
               hang(self) == 0 && find_edges(self) == 0 && find_sentences(self) == 0 &&
               find_entities(self, ents) == 0;
    Py_XDECREF(words);
    Py_XDECREF(ents);
    if (made) return (PyObject *)self;
    Py_DECREF(self);
    return NULL;
}

/* Frees the tokens at once: they hold each other, and would wait to be collected. */
static PyObject *doc_take_apart(Doc *self, PyObject *_) {
    PyObject *tokens = self->tokens;
    self->tokens = NULL;
    doc_clear(self);
    if (tokens) {
        Py_ssize_t n = PyList_Size(tokens);
        for (Py_ssize_t i = 0; i < n; i++) {
            Token *token = (Token *)PyList_GetItem(tokens, i);
            Py_CLEAR(token->head);
            Py_CLEAR(token->children);
        }
        Py_DECREF(tokens);
    }
    return Py_NewRef(Py_None);
}

static Py_ssize_t doc_len(Doc *self) {
    return self->tokens ? PyList_Size(self->tokens) : missing("tokens");
}

static PyObject *doc_iter(Doc *self) {
    return self->tokens ? PyObject_GetIter(self->tokens) : (missing("tokens"), NULL);
}

static PyObject *doc_item(Doc *self, PyObject *key) {
    if (PySlice_Check(key)) {
        Py_ssize_t first, last, step, n = doc_len(self);
        if (n < 0 || PySlice_Unpack(key, &first, &last, &step) < 0) return NULL;
        PySlice_AdjustIndices(n, &first, &last, step);
        return span_of(self, first, last > first ? last : first);
    }
    Py_ssize_t at = PyNumber_AsSsize_t(key, PyExc_IndexError);
    return at == -1 && PyErr_Occurred() ? NULL : token_at((PyObject *)self, at);
}

static PyObject *doc_nth(Doc *self, Py_ssize_t i) {
    return i < 0 ? (PyErr_SetString(PyExc_IndexError, "list index out of range"), NULL)
                 : token_at((PyObject *)self, i);
}

/* The lemmas in lower case, each looked up once a process. */
static PyObject *lowered(PyObject *lemmas) {
    static PyObject *known;
    if (!known && !(known = PyDict_New())) return NULL;
    if (PyDict_Size(known) > 500000) PyDict_Clear(known);
    Py_ssize_t n = PyList_Size(lemmas);
    PyObject *found = PyList_New(n);
    for (Py_ssize_t i = 0; found && i < n; i++) {
        PyObject *lemma = PyList_GetItem(lemmas, i), *lower = PyDict_GetItemWithError(known, lemma);
        if (lower) {
            Py_INCREF(lower);
        } else {
            if (PyErr_Occurred() || !(lower = PyObject_CallMethod(lemma, "lower", NULL)) ||
                PyDict_SetItem(known, lemma, lower) < 0) {
                Py_XDECREF(lower);
                Py_CLEAR(found);
                break;
            }
        }
        PyList_SetItem(found, i, lower);
    }
    return found;
}

static PyObject *doc_lower_lemmas(Doc *self, void *_) {
    if (!self->lemma) return missing("lemma"), NULL;
    if (!self->lower_lemmas) self->lower_lemmas = lowered(self->lemma);
    return Py_XNewRef(self->lower_lemmas);
}

static PyObject *kept_places(Doc *self, PyObject **kept, PyObject *words) {
    if (!*kept && words) *kept = places_of(self, words);
    return words ? Py_XNewRef(*kept) : (missing("words"), NULL);
}

PyObject *doc_by_word(Doc *self, void *_) {
    return kept_places(self, &self->by_word, self->lower);
}

PyObject *doc_by_lemma(Doc *self, void *_) {
    return kept_places(self, &self->by_lemma, self->lemma);
}

PyObject *doc_by_lower_lemma(Doc *self, void *_) {
    PyObject *words = doc_lower_lemmas(self, NULL);
    Py_XDECREF(words); /* the document holds it */
    return words ? kept_places(self, &self->by_lower_lemma, words) : NULL;
}

static PyMemberDef doc_members[] = {
    ATTRIBUTE(Doc, "text", text), ATTRIBUTE(Doc, "heads", heads), ATTRIBUTE(Doc, "starts", starts),
    ATTRIBUTE(Doc, "ends", ends), ATTRIBUTE(Doc, "lower", lower), ATTRIBUTE(Doc, "lemma", lemma),
    ATTRIBUTE(Doc, "pos", pos), ATTRIBUTE(Doc, "tag", tag), ATTRIBUTE(Doc, "dep", dep),
    ATTRIBUTE(Doc, "signs", signs), ATTRIBUTE(Doc, "capitals", capitals),
    ATTRIBUTE(Doc, "sent_starts", sent_starts), ATTRIBUTE(Doc, "ents", ents),
    ATTRIBUTE(Doc, "tokens", tokens), ATTRIBUTE(Doc, "kept", kept), ATTRIBUTE(Doc, "sents", sents),
    ATTRIBUTE(Doc, "edges", edges), {NULL, 0, 0, 0, NULL},
};

static PyGetSetDef doc_getters[] = {
    {"lower_lemmas", (getter)doc_lower_lemmas, NULL, NULL, NULL},
    {"by_word", (getter)doc_by_word, NULL, NULL, NULL},
    {"by_lemma", (getter)doc_by_lemma, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

#define FAST(function) (PyCFunction)(void (*)(void))function
static PyMethodDef doc_methods[] = {
    {"lemmas", (PyCFunction)doc_lemmas, METH_O, "The tokens with one of the lemmas in lower case."},
    {"worded", (PyCFunction)doc_worded, METH_O, "The tokens that are or have as lemma such a word."},
    {"among", (PyCFunction)doc_among, METH_O, "The places of tokens that are one of the words."},
    {"char_span", FAST(doc_char_span), METH_FASTCALL | METH_KEYWORDS,
     "The tokens of the characters, if there are any."},
    {"take_apart", (PyCFunction)doc_take_apart, METH_NOARGS, "Frees the tokens at once."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot doc_slots[] = {
    {Py_tp_doc, "The parse of one article."}, {Py_tp_new, doc_new}, {Py_tp_traverse, doc_traverse},
    {Py_tp_clear, doc_clear}, {Py_tp_dealloc, doc_dealloc}, {Py_tp_iter, doc_iter},
    {Py_mp_length, doc_len}, {Py_sq_length, doc_len}, {Py_sq_item, doc_nth},
    {Py_mp_subscript, doc_item}, {Py_tp_members, doc_members},
    {Py_tp_getset, doc_getters}, {Py_tp_methods, doc_methods}, {0, NULL},
};

PyType_Spec doc_spec = {
    "legation.nlp.objects.compiled.Doc", sizeof(Doc), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    doc_slots,
};
