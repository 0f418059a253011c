/* A word with its place in the parse. */
#include "objects.h"

PyTypeObject *TokenType;
static PyObject *childless; /* of all tokens without children */

Token *token_new(void) {
    if (!childless && !(childless = PyList_New(0))) return NULL;
    Token *token = (Token *)PyType_GenericAlloc(TokenType, 0);
    if (token) token->children = Py_NewRef(childless);
    return token;
}

int missing(const char *name) {
    PyErr_SetString(PyExc_AttributeError, name);
    return -1;
}

static int token_traverse(Token *self, visitproc visit, void *arg) {
    Py_VISIT(TYPE_OF(self));
    Py_VISIT(self->doc);
    Py_VISIT(self->head);
    Py_VISIT(self->children);
    return 0;
}

static int token_clear(Token *self) {
    Py_CLEAR(self->doc);
    Py_CLEAR(self->head);
    Py_CLEAR(self->children);
    return 0;
}

static void token_dealloc(Token *self) {
    PyTypeObject *type = TYPE_OF(self);
    PyObject_GC_UnTrack(self);
    token_clear(self);
    Py_CLEAR(self->i);
    Py_CLEAR(self->idx);
    Py_CLEAR(self->text);
    Py_CLEAR(self->lower);
    Py_CLEAR(self->lemma);
    Py_CLEAR(self->pos);
    Py_CLEAR(self->tag);
    Py_CLEAR(self->dep);
    Py_CLEAR(self->iob);
    Py_CLEAR(self->label);
    PyObject_GC_Del(self);
    Py_DECREF((PyObject *)type);
}

static Py_ssize_t token_len(Token *self) {
    return self->text ? PyUnicode_GetLength(self->text) : missing("text");
}

static int token_bool(Token *self) {
    (void)self;
    return 1;
}

static PyObject *token_str(Token *self) {
    return self->text ? Py_NewRef(self->text) : (missing("text"), NULL);
}

static PyObject *token_repr(Token *self) {
    if (!self->text) return PyUnicode_FromString("<Token>");
    return PyUnicode_FromFormat("<Token %zd %R>", self->at, self->text);
}

/* The children on one side; what hangs where no token stands is left out. */
static PyObject *on_side(Token *self, int right) {
    PyObject *found = PyList_New(0), *children = self->children;
    if (!found || !children) return found ? (Py_DECREF(found), missing("children"), NULL) : NULL;
    Py_ssize_t n = PyList_Size(children);
    for (Py_ssize_t k = 0; k < n; k++) {
        PyObject *child = PyList_GetItem(children, k);
        if (!child) goto failed;
        if (!IS_TOKEN(child)) continue;
        Py_ssize_t at = ((Token *)child)->at;
        if ((right ? at > self->at : at < self->at) && PyList_Append(found, child) < 0) goto failed;
    }
    return found;
failed:
    Py_DECREF(found);
    return NULL;
}

static PyObject *token_lefts(Token *self, void *_) { return on_side(self, 0); }
static PyObject *token_rights(Token *self, void *_) { return on_side(self, 1); }

/* The token at a place of its document; negative places count from the end. */
PyObject *token_at(PyObject *doc, Py_ssize_t i) {
    PyObject *tokens = doc && IS_DOC(doc) ? ((Doc *)doc)->tokens : NULL;
    if (!tokens) return missing("tokens"), NULL;
    Py_ssize_t n = PyList_Size(tokens);
    PyObject *found = PyList_GetItem(tokens, i < 0 ? i + n : i);
    return found ? Py_NewRef(found) : NULL;
}

static PyObject *edge(Token *self, int side) {
    PyObject *edges = self->doc && IS_DOC(self->doc) ? ((Doc *)self->doc)->edges : NULL;
    if (!edges) return missing("edges"), NULL;
    Py_ssize_t at = number_in(PyTuple_GetItem(edges, side), self->at);
    return at < 0 ? NULL : token_at(self->doc, at);
}

static PyObject *token_left_edge(Token *self, void *_) { return edge(self, 0); }
static PyObject *token_right_edge(Token *self, void *_) { return edge(self, 1); }

static int gathered(Token *self, PyObject *found) {
    PyObject *children = self->children;
    if (!children) return missing("children");
    Py_ssize_t n = PyList_Size(children);
    int after = 0;
    for (Py_ssize_t k = 0; k < n; k++) {
        PyObject *item = PyList_GetItem(children, k);
        if (!item) return -1;
        if (!IS_TOKEN(item)) continue;
        Token *child = (Token *)item;
        if (!after && child->at > self->at) {
            if (PyList_Append(found, (PyObject *)self) < 0) return -1;
            after = 1;
        }
        if (child->children == childless) {
            if (PyList_Append(found, item) < 0) return -1;
            continue;
        }
        if (Py_EnterRecursiveCall(" under a token")) return -1;
        int status = gathered(child, found);
        Py_LeaveRecursiveCall();
        if (status < 0) return -1;
    }
    return after ? 0 : PyList_Append(found, (PyObject *)self);
}

static PyObject *token_subtree(Token *self, void *_) {
    PyObject *found = PyList_New(0);
    if (!found || gathered(self, found) < 0) return Py_XDECREF(found), NULL;
    PyObject *iterator = PyObject_GetIter(found);
    Py_DECREF(found);
    return iterator;
}

/* The number of the sentence that the token stands in. */
static Py_ssize_t sentence(Token *self) {
    PyObject *starts = self->doc && IS_DOC(self->doc) ? ((Doc *)self->doc)->sent_starts : NULL;
    if (!starts) return missing("sent_starts");
    Py_ssize_t at = place_before(starts, self->at);
    return at > 0 ? at - 1 : missing("sent");
}

static PyObject *token_sent(Token *self, void *_) {
    Py_ssize_t at = sentence(self);
    if (at < 0) return NULL;
    PyObject *found = PyTuple_GetItem(((Doc *)self->doc)->sents, at);
    return found ? Py_NewRef(found) : NULL;
}

static PyObject *token_is_sent_start(Token *self, void *_) {
    Py_ssize_t at = sentence(self);
    if (at < 0) return NULL;
    Py_ssize_t start = number_in(((Doc *)self->doc)->sent_starts, at);
    return start < 0 ? NULL : PyBool_FromLong(start == self->at);
}

int token_signs(Token *self) {
    PyObject *signs = self->doc && IS_DOC(self->doc) ? ((Doc *)self->doc)->signs : NULL;
    return signs ? (int)number_in(signs, self->at) : missing("signs");
}

static PyObject *token_is_space(Token *self, void *_) {
    int signs = token_signs(self);
    return signs < 0 ? NULL : PyBool_FromLong(signs & SPACE);
}

static PyObject *token_whitespace(Token *self, void *_) {
    Doc *doc = self->doc && IS_DOC(self->doc) ? (Doc *)self->doc : NULL;
    if (!doc || !doc->text || !doc->starts || !self->text) return missing("text"), NULL;
    Py_ssize_t after = PyLong_AsSsize_t(self->idx), n = PyList_Size(doc->starts);
    if (after < 0 && PyErr_Occurred()) return NULL;
    after += PyUnicode_GetLength(self->text);
    Py_ssize_t next = PyUnicode_GetLength(doc->text);
    if (self->at + 1 < n && (next = number_in(doc->starts, self->at + 1)) < 0) return NULL;
    return PyUnicode_Substring(doc->text, after, next > after ? next : after);
}

static PyObject *token_nbor(Token *self, PyObject *args) {
    Py_ssize_t by = 1;
    if (!PyArg_ParseTuple(args, "|n", &by)) return NULL;
    return token_at(self->doc, self->at + by);
}

/* Whether a label is among those asked for: 1, 0, or -1 with an error set. */
static int is_asked(PyObject *label, PyObject *const *asked, Py_ssize_t count) {
    for (Py_ssize_t k = 0; k < count; k++)
        if (asked[k] == label) return 1;
    for (Py_ssize_t k = 0; k < count; k++) {
        int same = PyObject_RichCompareBool(label, asked[k], Py_EQ);
        if (same) return same;
    }
    return 0;
}

/* children(token, *deps), of tokens of any kind. */
PyObject *children_of(PyObject *module, PyObject *const *args, Py_ssize_t count) {
    (void)module;
    if (count < 1) return PyErr_SetString(PyExc_TypeError, "children() takes a token"), NULL;
    PyObject *found = PyList_New(0), *children = NULL;
    if (!found) return NULL;
    if (IS_TOKEN(args[0]) && ((Token *)args[0])->children) {
        children = ((Token *)args[0])->children;
        if (children == childless) return found;
        Py_INCREF(children);
    } else {
        PyObject *given = PyObject_GetAttrString(args[0], "children");
        children = given ? PySequence_List(given) : NULL;
        Py_XDECREF(given);
        if (!children) goto failed;
    }
    Py_ssize_t n = PyList_Size(children);
    for (Py_ssize_t k = 0; k < n; k++) {
        PyObject *child = PyList_GetItem(children, k);
        if (!child) goto failed;
        int same;
        if (IS_TOKEN(child) && ((Token *)child)->dep) {
            same = is_asked(((Token *)child)->dep, args + 1, count - 1);
        } else {
            PyObject *label = PyObject_GetAttrString(child, "dep_");
            if (!label) goto failed;
            same = is_asked(label, args + 1, count - 1);
            Py_DECREF(label);
        }
        if (same < 0 || (same && PyList_Append(found, child) < 0)) goto failed;
    }
    Py_DECREF(children);
    return found;
failed:
    Py_XDECREF(children);
    Py_DECREF(found);
    return NULL;
}

static PyMemberDef token_members[] = {
    ATTRIBUTE(Token, "doc", doc), ATTRIBUTE(Token, "i", i), ATTRIBUTE(Token, "idx", idx),
    ATTRIBUTE(Token, "text", text), ATTRIBUTE(Token, "lower_", lower),
    ATTRIBUTE(Token, "lemma_", lemma), ATTRIBUTE(Token, "pos_", pos), ATTRIBUTE(Token, "tag_", tag),
    ATTRIBUTE(Token, "dep_", dep), ATTRIBUTE(Token, "ent_iob_", iob),
    ATTRIBUTE(Token, "ent_type_", label), ATTRIBUTE(Token, "head", head),
    ATTRIBUTE(Token, "children", children), {NULL, 0, 0, 0, NULL},
};

#define GET(name, function) {name, (getter)function, NULL, NULL, NULL}
static PyGetSetDef token_getters[] = {
    GET("lefts", token_lefts), GET("rights", token_rights), GET("left_edge", token_left_edge),
    GET("right_edge", token_right_edge), GET("subtree", token_subtree), GET("sent", token_sent),
    GET("is_space", token_is_space), GET("is_sent_start", token_is_sent_start),
    GET("whitespace_", token_whitespace), {NULL, NULL, NULL, NULL, NULL},
};

static PyMethodDef token_methods[] = {
    {"nbor", (PyCFunction)token_nbor, METH_VARARGS, "The token so many places further on."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot token_slots[] = {
    {Py_tp_doc, "A word with its place in the parse."},
    {Py_tp_traverse, token_traverse}, {Py_tp_clear, token_clear}, {Py_tp_dealloc, token_dealloc},
    {Py_tp_str, token_str}, {Py_tp_repr, token_repr}, {Py_sq_length, token_len},
    {Py_nb_bool, token_bool}, {Py_tp_members, token_members}, {Py_tp_getset, token_getters},
    {Py_tp_methods, token_methods}, {0, NULL},
};

PyType_Spec token_spec = {
    "legation.nlp.objects.compiled.Token", sizeof(Token), 0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION, token_slots,
};
